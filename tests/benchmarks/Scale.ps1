<#
.SYNOPSIS
Measures the module against what an admin would write instead, and against the floor: a bare HttpClient loop, compiled.
.DESCRIPTION
Each contestant is a process of its own and works once after a warm-up. The contestants of a test take turns, and each is compared
with the bare loop of its round, so that a busy machine burdens all alike; the medians count. The service they talk to is another
process, which counts requests, connections and refusals. Processor time and memory are those of the contestant alone. It prints,
and judges nothing.
.EXAMPLE
dotnet build AtlassianAdmin.sln -c Release
pwsh -File tests/benchmarks/Scale.ps1
#>
[CmdletBinding()]
param(
    # Which of the tests to run.
    [ValidateSet('Latency', 'NoLatency', 'List', 'Limit', 'Million')]
    [string[]] $Test = @('Latency', 'NoLatency', 'List', 'Limit'),
    # How often each contestant has its turn.
    [ValidateRange(1, 100)]
    [int] $Rounds = 3,
    # The manifest of the module to measure.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/AtlassianAdmin/AtlassianAdmin.psd1')
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../../pester/Get-PowerShellCommand.ps1')
$powerShell = Get-PowerShellCommand
$module = (Resolve-Path -LiteralPath $ModulePath).ProviderPath
$program = (Resolve-Path (Join-Path $PSScriptRoot 'AtlassianAdmin.Benchmarks/bin/Release/net10.0/AtlassianAdmin.Benchmarks.dll')).ProviderPath

function Invoke-Contestant {
    param([string] $Kind, [int] $Count, [int] $InFlight, [string] $Service = 'latency=0', [string] $WarmUpService = 'latency=0', [int] $WarmUp = 200)
    $arguments = @(
        '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot 'Contestant.ps1'), '-Kind', $Kind, '-ModulePath', $module, '-Program', $program,
        '-BaseUri', $facts[0], '-OrganizationId', $facts[1], '-ApiKey', $facts[2], '-Count', $Count, '-InFlight', $InFlight,
        '-Service', $Service, '-WarmUpService', $WarmUpService, '-WarmUp', $WarmUp)
    $output = & $powerShell.Program ($powerShell.Arguments + $arguments)
    if ($LASTEXITCODE -ne 0) {
        throw "'$Kind' failed: $output"
    }
    $output | Select-Object -Last 1 | ConvertFrom-Json
}

function Get-Median {
    param([double[]] $Value)
    $sorted = @($Value | Sort-Object)
    $middle = [int][Math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle - 1] + $sorted[$middle]) / 2 }
}

# Lets the contestants take turns, and prints a line for each. The first is the floor.
function Compare-Contestant {
    param([string] $Title, [object[]] $Contestant)
    ''
    $Title
    '{0,-20} {1,10} {2,10} {3,12} {4,14} {5,12} {6,12}' -f '', 'seconds', 'x floor', 'CPU ms/req', 'req/CPU s', 'connections', 'growth MB'
    $results = @{}
    for ($round = 0; $round -lt $Rounds; $round++) {
        foreach ($one in $Contestant) {
            $results[$one.Kind] += @(Invoke-Contestant @one)
        }
    }
    $floor = $results[$Contestant[0].Kind]
    foreach ($one in $Contestant) {
        $own = $results[$one.Kind]
        # Per piece of work, because the slowest does less of it.
        $ratio = Get-Median @(for ($i = 0; $i -lt $Rounds; $i++) { ($own[$i].Seconds / $own[$i].Done) / ($floor[$i].Seconds / $floor[$i].Done) })
        $cpu = Get-Median @($own | ForEach-Object { 1000 * $_.CpuSeconds / $_.Requests })
        $share = Get-Median @(for ($i = 0; $i -lt $Rounds; $i++) { ($floor[$i].CpuSeconds / $floor[$i].Requests) / ($own[$i].CpuSeconds / $own[$i].Requests) })
        '{0,-20} {1,10:n2} {2,10:n2} {3,12:n3} {4,13:p0}  {5,11} {6,12:n1}' -f $one.Kind, (Get-Median @($own.Seconds)), $ratio, $cpu, $share, ($own.Connections | Measure-Object -Maximum).Maximum, (Get-Median @($own.GrowthMB))
    }
}

$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', "`"$program`" serve")
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$server = [System.Diagnostics.Process]::Start($start)
try {
    $facts = $server.StandardOutput.ReadLine() -split ' '
    "PowerShell $($PSVersionTable.PSVersion), $([Environment]::ProcessorCount) processors, median of $Rounds rounds. Requests per CPU second are a share of the floor's."
    if ('Latency' -in $Test) {
        Compare-Contestant '2,000 changes, 50 ms latency, 16 in flight (the sequential loop: 200 of them, told per change)' @(
            @{ Kind = 'bare change'; Count = 2000; InFlight = 16; Service = 'latency=50' }
            @{ Kind = 'module change'; Count = 2000; InFlight = 16; Service = 'latency=50' }
            @{ Kind = 'shares change'; Count = 2000; InFlight = 16; Service = 'latency=50' }
            @{ Kind = 'parallel change'; Count = 2000; InFlight = 16; Service = 'latency=50' }
            @{ Kind = 'sequential change'; Count = 200; InFlight = 1; Service = 'latency=50'; WarmUp = 20 }
        )
    }
    if ('NoLatency' -in $Test) {
        Compare-Contestant '100,000 changes without latency, 16 in flight, after 100,000 that compile the code' @(
            @{ Kind = 'bare change'; Count = 100000; InFlight = 16; WarmUp = 100000 }
            @{ Kind = 'module change'; Count = 100000; InFlight = 16; WarmUp = 100000 }
        )
    }
    if ('List' -in $Test) {
        Compare-Contestant '100,000 people in pages of 100, after 30,000 that compile the code' @(
            @{ Kind = 'bare list'; Count = 100000; InFlight = 8; Service = 'people=100000'; WarmUpService = 'people=30000' }
            @{ Kind = 'module list'; Count = 100000; InFlight = 8; Service = 'people=100000'; WarmUpService = 'people=30000' }
            @{ Kind = 'accumulating list'; Count = 100000; InFlight = 1; Service = 'people=100000'; WarmUpService = 'people=30000' }
        )
    }
    if ('Limit' -in $Test) {
        # Two windows must end before the last 300 may be sent.
        $limited = Invoke-Contestant -Kind 'module change' -Count 1500 -InFlight 8 -Service 'latency=20&limit=600&window=60'
        ''
        '1,500 changes under an announced limit of 600 a minute'
        '{0:n1} s, {1:n3} times the ideal of 120 s; {2} of {3} requests answered 429 ({4:p2})' -f $limited.Seconds, ($limited.Seconds / 120), $limited.Refused, $limited.Requests, ($limited.Refused / $limited.Requests)
    }
    if ('Million' -in $Test) {
        $listed = Invoke-Contestant -Kind 'module list' -Count 1000000 -InFlight 8 -Service 'people=1000000' -WarmUpService 'people=10000'
        $changed = Invoke-Contestant -Kind 'module change' -Count 1000000 -InFlight 16 -WarmUp 10000
        ''
        '1,000,000 people'
        'listed:  {0,6:n1} s, {1,6:n1} MB of growth' -f $listed.Seconds, $listed.GrowthMB
        'changed: {0,6:n1} s, {1,6:n1} MB of growth, the list of their ids and the record for Get-AtlassianChange -Last included' -f $changed.Seconds, $changed.GrowthMB
    }
}
finally {
    $server.StandardInput.Close()
    [void]$server.WaitForExit(5000)
    if (-not $server.HasExited) {
        $server.Kill()
    }
}
