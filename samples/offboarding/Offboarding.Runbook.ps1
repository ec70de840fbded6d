<#
.SYNOPSIS
An Azure Automation runbook that off-boards people, on Windows PowerShell 5.1 and PowerShell 7.
.DESCRIPTION
Add the module to the Automation account (from the gallery, or AtlassianAdmin.zip, which build.ps1 Pack makes), and this file as a runbook. The key comes from
- a credential asset (by default named AtlassianAdmin): its password is the key, its user name the id of the organization; or
- a secret of a Key Vault (-KeyVaultName), which the managed identity of the account may read: then -OrganizationId is needed, and the
  modules Az.Accounts and Az.KeyVault.

A job that Azure starts again from the beginning does nothing twice: who is off-boarded needs nothing any more. On a Hybrid Worker, or
wherever else a folder outlives the job, -StatePath keeps plan and journal, and the job goes on exactly where the journal ends.

Exit code: 0 everybody is as wanted, 1 some are not, 2 nothing was done. A job of Azure Automation has no exit code: there it ends with a
terminating error when somebody is not as wanted, so its status is Failed. The change objects are the output of the job.
#>
[CmdletBinding()]
param(
    # E-mail addresses or account ids. In the portal: ["ann@example.com","bob@example.com"]
    [Parameter(Mandatory = $true)]
    [string[]] $Identity,
    # The folder for plan, journal and report; by default one that ends with the job.
    [string] $StatePath = (Join-Path ([System.IO.Path]::GetTempPath()) 'AtlassianOffboarding'),
    # The most people that may be changed.
    [int] $MaxChanges = 100,
    # Refuses a list that names fewer people.
    [int] $ExpectAtLeast = 1,
    # What disabled people read when they log in.
    [string] $Message = 'Left the company',
    # Kept in the plan and the journal.
    [string] $Reason,
    [string] $Ticket,
    # The organization; with a credential asset its user name says it.
    [string] $OrganizationId,
    # The credential asset with the key.
    [string] $AssetName = 'AtlassianAdmin',
    # The Key Vault with the key, in place of the credential asset.
    [string] $KeyVaultName,
    # The secret of that Key Vault.
    [string] $SecretName = 'AtlassianAdminKey',
    # Another address than Atlassian's, such as that of Start-AtlassianSandbox.
    [uri] $BaseUri
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

# Reasons that are not the person's.
$passing = 'KeyRejected', 'PersonalTokenUsed', 'KeyHasScopes', 'KeyLacksScope', 'NotOrganizationAdmin', 'OrganizationNotFound', 'RateLimited', 'ServiceUnavailable', 'NetworkFailure', 'UnexpectedResponse', 'ProxyRefused'
$ran = $false

# Only a terminating error makes a job of Azure Automation Failed.
function Exit-Job {
    param([int] $Code, [string] $Why)
    if (Get-Variable -Name PSPrivateMetadata -ValueOnly -ErrorAction Ignore) {
        throw $Why
    }
    exit $Code
}

try {
    $connect = @{}
    foreach ($parameter in 'OrganizationId', 'BaseUri') {
        if ($PSBoundParameters.ContainsKey($parameter)) {
            $connect[$parameter] = $PSBoundParameters[$parameter]
        }
    }
    if ($KeyVaultName) {
        $null = Connect-AzAccount -Identity
        $connect.ApiKey = (Get-AzKeyVaultSecret -VaultName $KeyVaultName -Name $SecretName).SecretValue
    }
    else {
        $connect.Credential = Get-AutomationPSCredential -Name $AssetName
    }
    Connect-AtlassianOrganization @connect -MaxChanges $MaxChanges

    # The same people are the same plan, also when the job is started again.
    $null = New-Item -ItemType Directory -Path $StatePath -Force
    $bytes = [System.Text.Encoding]::UTF8.GetBytes(($Identity -join "`n"))
    $sha = [System.Security.Cryptography.SHA256]::Create()
    $name = Join-Path $StatePath ([System.BitConverter]::ToString($sha.ComputeHash($bytes)).Replace('-', '').Substring(0, 12))
    if (-not (Test-Path -LiteralPath "$name.plan.json")) {
        $about = @{ Message = $Message; Reason = $Reason; Ticket = $Ticket; ExpectAtLeast = $ExpectAtLeast }
        $plan = $Identity | New-AtlassianOffboardingPlan @about
        $refused = @($plan.People | Where-Object { $_.Decision -eq 'Refused' })
        if ($refused.Count -eq $plan.People.Count -or ($refused | Where-Object { $_.ErrorCode -in $passing })) {
            throw "The plan refuses $($refused.Count) of $($plan.People.Count) people ($(($refused.ErrorCode | Sort-Object -Unique) -join ', ')). It is not kept."
        }
        $plan | Export-AtlassianPlan "$name.plan.json"
    }
    $plan = Import-AtlassianPlan "$name.plan.json"

    $ran = $true
    $changes = @($plan | Invoke-AtlassianPlan -JournalPath "$name.jsonl" -Resume -PassThru -Confirm:$false -ErrorAction SilentlyContinue)
    # Where nothing had to be changed, the journal names everybody.
    $run = @{}
    if (-not $changes) {
        $run.JournalPath = "$name.jsonl"
    }
    $changes | Export-AtlassianReport "$name.html" -Title "Off-boarding of $($Identity.Count) people" @run
    $changes

    # Whoever is not as wanted: refused, not to be done here, left to the identity provider, or failed in the run. Counted by person, not by text.
    $failed = @($changes | Where-Object { $_.Outcome -notin 'Changed', 'AlreadyInState' } | ForEach-Object { $_.AccountId })
    $open = @($plan.People | Where-Object { $_.IsOpen -or $_.AccountId -in $failed })
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    # What was sent before the error is done all the same.
    $sent = $ran -and (Get-AtlassianChange -Last | Where-Object { $_.Outcome -in 'Changed', 'Unknown' })
    Exit-Job $(if ($sent) { 1 } else { 2 }) $_.Exception.Message
}

if (-not $open) {
    exit 0
}
$why = "Not as wanted: $($open.Input -join ', '). Report: $name.html"
Write-Error $why -ErrorAction Continue
$some = $open.Count -lt $plan.People.Count -or ($changes | Where-Object { $_.Outcome -in 'Changed', 'Unknown' })
Exit-Job $(if ($some) { 1 } else { 2 }) $why
