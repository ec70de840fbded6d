<#
.SYNOPSIS
Off-boards everybody on a list, unattended: plan, run, report. For a scheduled task or a CI job, on Windows PowerShell 5.1 and PowerShell 7.
.DESCRIPTION
The plan, the journal and the report of each list stand in the state folder, under the first digits of the list's hash. Started
again, killed half-way or not, it goes on where the journal ends: nothing is done twice. A list that has changed is a new one.
Who has an end date to come waits: the first run after it makes another plan of the same list.

Exit code: 0 everybody whose end date has come is as wanted, 1 some are not, 2 nothing was done. They are counted from the change
objects. The report says who, why, and what to do. A plan that refuses everybody, or somebody because of the key or the network, is not
kept: the next run makes another. A list with fewer rows than -ExpectAtLeast is refused with 2: an empty file is a broken export.
.EXAMPLE
./Invoke-Offboarding.ps1 -ListPath leavers.csv -StatePath state
Connects with the key that Set-AtlassianAdminKey stored.
.EXAMPLE
./Invoke-Offboarding.ps1 -ListPath leavers.csv -StatePath state -PlanOnly
Makes the plan for a review. The same line without -PlanOnly runs it; with -Digest it runs no other.
#>
[CmdletBinding()]
param(
    # A CSV file in UTF-8 with a column AccountId or Email.
    [Parameter(Mandatory = $true)]
    [string] $ListPath,
    # The folder for plans, journals and reports. It must outlive the run.
    [Parameter(Mandatory = $true)]
    [string] $StatePath,
    # Makes the plan and its worklist, and changes nothing.
    [switch] $PlanOnly,
    # The digest of the plan that was signed off; another plan does not run.
    [string] $Digest,
    # The most people that may be changed.
    [int] $MaxChanges = 100,
    # Refuses a list that names fewer people. With 0 an empty list is a day without leavers.
    [int] $ExpectAtLeast = 1,
    # What disabled people read when they log in.
    [string] $Message = 'Left the company',
    # Kept in the plan and the journal.
    [string] $Reason,
    [string] $Ticket,
    # The organization; without it the one that is kept beside the stored key.
    [string] $OrganizationId,
    # The name of the stored key; without it the module's usual one.
    [string] $SecretName,
    # The environment variable with the key, where there is no vault.
    [string] $ApiKeyEnvironmentVariable,
    # Another address than Atlassian's, such as that of Start-AtlassianSandbox.
    [uri] $BaseUri,
    # The name or the path of the module.
    [string] $ModulePath = 'AtlassianAdmin'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

# Reasons that are not the person's.
$passing = 'KeyRejected', 'PersonalTokenUsed', 'KeyHasScopes', 'KeyLacksScope', 'NotOrganizationAdmin', 'OrganizationNotFound', 'RateLimited', 'ServiceUnavailable', 'NetworkFailure', 'UnexpectedResponse', 'ProxyRefused'
$ran = $false

try {
    Import-Module $ModulePath
    $null = New-Item -ItemType Directory -Path $StatePath -Force
    $list = (Get-FileHash -LiteralPath $ListPath -Algorithm SHA256).Hash.Substring(0, 12)
    $people = @(Import-Csv -LiteralPath $ListPath -Encoding UTF8)
    if ($people.Count -lt $ExpectAtLeast) {
        'The list names {0} people, and -ExpectAtLeast is {1}. Nothing was done.' -f $people.Count, $ExpectAtLeast
        exit 2
    }
    if (-not $people) {
        'Nobody is on the list.'
        exit 0
    }

    $connect = @{}
    foreach ($parameter in 'OrganizationId', 'SecretName', 'ApiKeyEnvironmentVariable', 'BaseUri') {
        if ($PSBoundParameters.ContainsKey($parameter)) {
            $connect[$parameter] = $PSBoundParameters[$parameter]
        }
    }
    Connect-AtlassianOrganization @connect -MaxChanges $MaxChanges

    # A plan that is there already is the one that was reviewed, or begun. Whose end date has come since needs another.
    $made = Get-ChildItem -LiteralPath $StatePath -Filter "$list*.plan.json" | Sort-Object LastWriteTimeUtc | Select-Object -Last 1
    $name = Join-Path $StatePath $(if ($made) { $made.Name -replace '\.plan\.json$' } else { $list })
    if ($made -and -not $Digest -and (Import-AtlassianPlan $made.FullName).People.Where({ $_.Decision -eq 'Waiting' -and $_.WaitsUntil -le [System.DateTimeOffset]::Now })) {
        $name = Join-Path $StatePath ('{0}-{1:yyyyMMdd-HHmmss}' -f $list, [datetime]::UtcNow)
    }
    if (-not (Test-Path -LiteralPath "$name.plan.json")) {
        $about = @{ Message = $Message; Reason = $Reason; Ticket = $Ticket; ExpectAtLeast = $ExpectAtLeast }
        $plan = $people | New-AtlassianOffboardingPlan @about -WarningAction SilentlyContinue
        $refused = @($plan.People | Where-Object { $_.Decision -eq 'Refused' })
        if ($refused.Count -eq $plan.People.Count -or ($refused | Where-Object { $_.ErrorCode -in $passing })) {
            $refused | Group-Object ErrorCode | ForEach-Object {
                '{0} refused, {1}: {2}' -f $_.Count, $_.Name, ($_.Group[0].Findings | Where-Object { $_.Refuses } | Select-Object -First 1).Message
            }
            'Nobody of {0} rows was off-boarded. The plan is not kept.' -f $people.Count
            exit 2
        }
        $plan | Export-AtlassianPlan "$name.plan.json" "$name.worklist.csv"
    }
    $signed = @{}
    if ($Digest) {
        $signed.Digest = $Digest
    }
    $plan = Import-AtlassianPlan "$name.plan.json" @signed
    '{0} people to off-board, {1} need nothing, {2} cannot be done here, {3} refused, {4} wait for their end date. Plan {5}' -f $plan.PlannedCount, $plan.NothingToDoCount, $plan.CannotBeDoneCount, $plan.RefusedCount, $plan.WaitingCount, $plan.Digest
    if ($PlanOnly) {
        exit 0
    }

    $ran = $true
    $changes = @($plan | Invoke-AtlassianPlan -JournalPath "$name.jsonl" -Resume -PassThru -Confirm:$false -ErrorAction SilentlyContinue)
    # Where nothing had to be changed, the journal names everybody.
    $run = @{}
    if (-not $changes) {
        $run.JournalPath = "$name.jsonl"
    }
    $changes | Export-AtlassianReport "$name.html" -Title "Off-boarding of $($people.Count) people" @run
    $changes | Export-AtlassianReport "$name.csv"

    # Whoever is not as wanted: refused, not to be done here, left to the identity provider, or failed in the run. Counted by person, not by text.
    $failed = @($changes | Where-Object { $_.Outcome -notin 'Changed', 'AlreadyInState' } | ForEach-Object { $_.AccountId })
    $open = @($plan.People | Where-Object { $_.IsOpen -or $_.AccountId -in $failed })
    $due = $plan.People.Count - $plan.WaitingCount
    '{0} of {1} people are as wanted, {2} wait for their end date. Report: {3}' -f ($due - $open.Count), $plan.People.Count, $plan.WaitingCount, "$name.html"
    if (-not $open) {
        exit 0
    }
    if ($open.Count -lt $due -or ($changes | Where-Object { $_.Outcome -in 'Changed', 'Unknown' })) {
        exit 1
    }
    exit 2
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    # What was sent before the error is done all the same.
    if ($ran -and (Get-AtlassianChange -Last | Where-Object { $_.Outcome -in 'Changed', 'Unknown' })) {
        exit 1
    }
    exit 2
}
