<#
.SYNOPSIS
Shows the main job on a simulated organization: leavers in, accounts disabled, every refusal explained, results out, and undone.
.DESCRIPTION
Needs no key and no network. With -OverHttp the same lines talk to the simulated organization over HTTP on this machine.
#>
[CmdletBinding()]
param(
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/AtlassianAdmin/AtlassianAdmin.psd1'),
    [string] $ResultPath = (Join-Path $PSScriptRoot 'results.csv'),
    [switch] $OverHttp
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath -Force

if ($OverHttp) {
    $sandbox = Start-AtlassianSandbox
    Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri
}
else {
    Connect-AtlassianOrganization -Sandbox
}

try {
    '1. Can this connection do the job?  Test-AtlassianConnection'
    Test-AtlassianConnection | Format-Table Status, Check, Detail -Wrap | Out-String

    "2. Disable everybody on the list, read the state back, keep the results."
    Import-Csv (Join-Path $PSScriptRoot 'leavers.csv') |
        Disable-AtlassianUser -Message 'Left the company' -Verify -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refusals |
        Export-Csv $ResultPath -NoTypeInformation -Encoding UTF8
    $results = @(Import-Csv $ResultPath)
    $results | Group-Object Outcome, ErrorCode -NoElement | Sort-Object Count -Descending | Format-Table Count, Name -AutoSize | Out-String

    '3. Why were some refused, and what comes next?'
    $refusals | Group-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | ForEach-Object {
        [pscustomobject]@{
            Code    = '{0} ({1})' -f $_.Name, $(if ($_.Count -eq 1) { 'one person' } else { "$($_.Count) people" })
            Example = $_.Group[0].Exception.Message
            Next    = $_.Group[0].ErrorDetails.RecommendedAction
        }
    } | Format-List | Out-String

    '4. It was a mistake: enable again just those that this run changed.'
    $undone = @($results | Where-Object Outcome -EQ 'Changed' | Select-Object AccountId |
            Enable-AtlassianUser -Verify -PassThru -Confirm:$false)
    $undone | Group-Object Outcome -NoElement | Format-Table Count, Name -AutoSize | Out-String

    $changed = @($results | Where-Object Outcome -EQ 'Changed').Count
    $restored = @($undone | Where-Object { $_.Outcome -eq 'Changed' -and $_.Verified }).Count
    '{0} people on the list: {1} disabled and read back, {2} already disabled, {3} refused with a reason; {4} of the {1} enabled again.' -f
        $results.Count, $changed, @($results | Where-Object Outcome -EQ 'AlreadyInState').Count,
        @($results | Where-Object Outcome -EQ 'Failed').Count, $restored
    "Results: $ResultPath"
    if ($restored -ne $changed) {
        throw "Only $restored of $changed accounts came back."
    }
}
finally {
    Disconnect-AtlassianOrganization
    if ($OverHttp) {
        Stop-AtlassianSandbox $sandbox
    }
}
