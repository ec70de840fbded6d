<#
.SYNOPSIS
Counts the requests that the everyday jobs take, a person, from the request log of a simulated organization.
.DESCRIPTION
Each job runs once against an organization of its own, by name only: no job sees what another one changed. The log of the sandbox is
what is counted, not what the module says of itself. It prints, and judges nothing.
.EXAMPLE
pwsh -File tests/benchmarks/Requests.ps1 -Detailed
#>
[CmdletBinding()]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'UserCount', Justification = 'The functions below use it.')]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Count', Justification = 'The functions below use it.')]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Detailed', Justification = 'The functions below use it.')]
param(
    # How many people the organization has.
    [ValidateRange(12, 100000)]
    [int] $UserCount = 2000,
    # How many people a job is about.
    [ValidateRange(1, 100000)]
    [int] $Count = 500,
    # Prints each kind of request, too.
    [switch] $Detailed,
    # The manifest of the module to measure.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/AtlassianAdmin/AtlassianAdmin.psd1')
)

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
$ProgressPreference = 'SilentlyContinue'
Import-Module (Resolve-Path -LiteralPath $ModulePath).ProviderPath
$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) "requests-$([guid]::NewGuid())")

# Runs a job in an organization of its own, and prints what it took. The preparation is not counted.
function Measure-Request {
    param([string] $Work, [scriptblock] $Job, [scriptblock] $Prepare = { }, [string] $Identity = 'Email')
    $log = Join-Path $folder "$([guid]::NewGuid()).csv"
    $sandbox = Start-AtlassianSandbox -UserCount $UserCount -RequestLog $log
    try {
        Connect-AtlassianOrganization $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri -ThrottleLimit 16
        $people = @(Get-AtlassianUser -ClaimStatus managed -Status active | Where-Object EmailVerified | Select-Object -First $Count | ForEach-Object $Identity)
        $prepared = . $Prepare
        $before = @(Import-Csv $log).Count
        $writes = @(. $Job)[-1]
        $requests = @(Import-Csv $log | Select-Object -Skip $before)
        $divisor = if ($Work -like 'review*') { $UserCount } else { $people.Count }
        $sent = @($requests | Where-Object { $_.Method -ne 'GET' -and $_.Path -notlike '*/search' })
        [pscustomobject]@{
            Work     = $Work
            People   = $divisor
            Requests = $requests.Count
            Writes   = $sent.Count
            APerson  = [Math]::Round($requests.Count / $divisor, 3)
            Reads    = [Math]::Round(($requests.Count - $sent.Count) / $divisor, 3)
        }
        if ($Detailed) {
            $requests | Group-Object Method, Path | Sort-Object Count -Descending | ForEach-Object {
                [pscustomobject]@{ Work = "  $($_.Name -replace ', ', ' ')"; People = $null; Requests = $_.Count; Writes = $null; APerson = [Math]::Round($_.Count / $divisor, 3); Reads = $null }
            }
        }
        Write-Debug "$prepared $writes"
    }
    finally {
        Disconnect-AtlassianOrganization -All
        Stop-AtlassianSandbox $sandbox
    }
}

try {
    # The people of a sandbox whom an identity provider owns are refused, as with Atlassian.
    $silent = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
    $steps = 'RevokeTokens', 'LeaveGroups', 'Suspend', 'Disable'
    & {
        Measure-Request 'Disable-AtlassianUser, by e-mail' { $people | Disable-AtlassianUser @silent }
        Measure-Request 'the same, -Verify -PassThru' { $people | Disable-AtlassianUser -Verify -PassThru @silent }
        Measure-Request 'the same by account id' { $people | Disable-AtlassianUser -Verify -PassThru @silent } -Identity AccountId
        Measure-Request 'the same by e-mail, -WhatIf' { $people | Disable-AtlassianUser -WhatIf @silent 6>$null }
        Measure-Request 'off-boarding plan, made' { $people | New-AtlassianOffboardingPlan -Step $steps @silent }
        Measure-Request 'off-boarding plan, run' { $plan | Invoke-AtlassianPlan -JournalPath (Join-Path $folder "$([guid]::NewGuid()).jsonl") @silent } -Prepare {
            $plan = $people | New-AtlassianOffboardingPlan -Step $steps @silent
        }
        Measure-Request 'review of inactive people' { Get-AtlassianInactiveUser @silent }
    } | Format-Table -AutoSize | Out-String -Width 160
}
finally {
    Remove-Item -LiteralPath $folder -Recurse -Force
}
