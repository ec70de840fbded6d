<#
.SYNOPSIS
Measures the memory that a plan of many people takes: made, read, run, resumed, reported and undone.
.DESCRIPTION
Each job is a process of its own and works once. The simulated organization is another process, reached over HTTP. The growth is that
of the working set: its peak during the job, less what an idle PowerShell with the module and a connection had just before. The heap is
what was still held when the job had ended. It prints, and judges nothing.
.EXAMPLE
dotnet build AtlassianAdmin.sln -c Release
pwsh -File tests/benchmarks/Memory.ps1
#>
[CmdletBinding(DefaultParameterSetName = 'All')]
param(
    # How many people the plan is of.
    [ValidateRange(1, 1000000)]
    [int] $Count = 20000,
    # The manifest of the module to measure.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/AtlassianAdmin/AtlassianAdmin.psd1'),
    # One process of the measurement: the job that it does, or Serve for the organization.
    [Parameter(Mandatory, ParameterSetName = 'One')]
    [string] $Work,
    # The folder that the processes share.
    [Parameter(Mandatory, ParameterSetName = 'One')]
    [string] $Folder
)

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
$ProgressPreference = 'SilentlyContinue'
$module = (Resolve-Path -LiteralPath $ModulePath).ProviderPath

$silent = @{ WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue' }
$jobs = [ordered]@{
    'nothing'           = { }
    'list of people'    = { Get-AtlassianUser -ClaimStatus managed | Select-Object -First $Count -Property Email | Export-Csv people.csv -NoTypeInformation }
    'plan made'         = { Import-Csv people.csv | New-AtlassianOffboardingPlan @silent | Export-AtlassianPlan plan.json }
    'plan read'         = { $null = Import-AtlassianPlan plan.json }
    'plan run'          = { Import-AtlassianPlan plan.json | Invoke-AtlassianPlan -JournalPath run.jsonl @silent }
    'plan resumed'      = { Import-AtlassianPlan plan.json | Invoke-AtlassianPlan -JournalPath run.jsonl -Resume @silent }
    'journal read'      = { $null = Get-AtlassianChange -JournalPath run.jsonl }
    'journal tested'    = { $null = Test-AtlassianJournal run.jsonl }
    'report of journal' = { Export-AtlassianReport run.html -JournalPath run.jsonl }
    'run undone'        = { Undo-AtlassianChange -JournalPath run.jsonl @silent }
}

if ($Work -eq 'Serve') {
    Import-Module $module
    # Not everybody is managed, and some are refused.
    $sandbox = Start-AtlassianSandbox -UserCount ([Math]::Max(12, [int](1.3 * $Count)))
    $env:MEMORY_KEY = [pscredential]::new('key', $sandbox.ApiKey).GetNetworkCredential().Password
    "$($sandbox.Uri) $($sandbox.OrganizationId) $env:MEMORY_KEY" | Set-Content (Join-Path $Folder 'facts.part')
    Rename-Item (Join-Path $Folder 'facts.part') 'facts.txt'
    while (Test-Path (Join-Path $Folder 'facts.txt')) {
        Start-Sleep -Milliseconds 500
    }
    return
}

if ($Work) {
    Set-Location $Folder
    Import-Module $module
    $uri, $organization, $env:MEMORY_KEY = (Get-Content facts.txt) -split ' '
    Connect-AtlassianOrganization $organization -ApiKeyEnvironmentVariable MEMORY_KEY -BaseUri $uri -ThrottleLimit 16 -WarningAction SilentlyContinue
    $process = [System.Diagnostics.Process]::GetCurrentProcess()
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    if (Test-Path /proc/self/clear_refs) {
        # From here on the kernel's high-water mark is of the work alone.
        [System.IO.File]::WriteAllText('/proc/self/clear_refs', '5')
    }
    $process.Refresh()
    $before = $process.WorkingSet64
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = . $jobs[$Work]
    $watch.Stop()
    $process.Refresh()
    '{0,-18} {1,8:n0} s {2,8:n0} MB idle {3,8:n0} MB peak {4,8:n0} MB growth {5,8:n0} MB held' -f $Work, $watch.Elapsed.TotalSeconds, ($before / 1MB),
        ($process.PeakWorkingSet64 / 1MB), (($process.PeakWorkingSet64 - $before) / 1MB), ([GC]::GetTotalMemory($true) / 1MB)
    return
}

. (Join-Path $PSScriptRoot '../../pester/Get-PowerShellCommand.ps1')
$powerShell = Get-PowerShellCommand
$shared = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) "memory-$([guid]::NewGuid())")

function Get-Argument {
    param([string] $Name)
    $powerShell.Arguments + @('-NoProfile', '-NonInteractive', '-File', $PSCommandPath, '-Count', $Count, '-ModulePath', $module, '-Work', $Name, '-Folder', $shared.FullName)
}

$start = [System.Diagnostics.ProcessStartInfo]::new($powerShell.Program)
Get-Argument 'Serve' | ForEach-Object { $start.ArgumentList.Add($_) }
$server = [System.Diagnostics.Process]::Start($start)
try {
    while (-not (Test-Path (Join-Path $shared 'facts.txt'))) {
        if ($server.HasExited) {
            throw 'The organization did not start.'
        }
        Start-Sleep -Milliseconds 200
    }
    "PowerShell $($PSVersionTable.PSVersion), a plan of $Count people"
    foreach ($job in $jobs.Keys) {
        $arguments = Get-Argument $job
        & $powerShell.Program @arguments
        if ($LASTEXITCODE -ne 0) {
            throw "'$job' failed."
        }
    }
}
finally {
    Remove-Item -LiteralPath $shared -Recurse -Force
    if (-not $server.WaitForExit(10000)) {
        $server.Kill()
    }
}
