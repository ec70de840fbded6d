<#
.SYNOPSIS
Measures what a fresh process costs, as a scheduled task is always one: beside a careful script, and over an empty start.
.DESCRIPTION
The job: 200 people are deactivated by account id, 50 ms for each answer, 8 requests in flight. The careful script has a runspace and a
web session for each request in flight. The interactive start: import, connect, and read one person; here an answer takes no time.
Each contestant is a process of its own and does its work once, cold. They take turns, and each is compared with the process of its
round, so that a busy machine burdens all alike; the medians count. Every one has a simulated organization of its own, served by
another process. Processor time is the contestant's own. It prints, and judges nothing.
.EXAMPLE
pwsh -File tests/benchmarks/FirstMinute.ps1
#>
[CmdletBinding()]
param(
    # How often each contestant has its turn.
    [ValidateRange(1, 1000)]
    [int] $Rounds = 7,
    # The manifest of the module to measure.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/AtlassianAdmin/AtlassianAdmin.psd1')
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../../pester/Get-PowerShellCommand.ps1')
$powerShell = Get-PowerShellCommand
$module = (Resolve-Path -LiteralPath $ModulePath).ProviderPath
$folder = (New-Item -ItemType Directory -Path (Join-Path ([System.IO.Path]::GetTempPath()) "first-minute-$([guid]::NewGuid())")).FullName
$list = Join-Path $folder 'leavers.csv'

# Every script takes the same parameters, and ends with the processor time of its process.
$parameters = 'param($Module, $List, $Uri, $OrganizationId, $Email)'
$processorTime = '[System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalSeconds'
$scripts = @{
    'empty start'  = ''
    'import'       = 'Import-Module $Module'
    'first person' = @'
Import-Module $Module
Connect-AtlassianOrganization $OrganizationId -ApiKeyEnvironmentVariable ATLASSIAN_KEY -BaseUri $Uri
$null = Get-AtlassianUserProfile $Email
'@
    'module'       = @'
Import-Module $Module
Connect-AtlassianOrganization $OrganizationId -ApiKeyEnvironmentVariable ATLASSIAN_KEY -BaseUri $Uri -ThrottleLimit 8
Import-Csv $List | Disable-AtlassianUser -Confirm:$false
'@
    # What a careful admin would write: as many shares as are in flight, each with its own session and so its own connection.
    'script'       = @'
$ids = @((Import-Csv $List).AccountId)
$headers = @{ Authorization = "Bearer $env:ATLASSIAN_KEY" }
0..7 | ForEach-Object -ThrottleLimit 8 -Parallel {
    $all = $using:ids
    $session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
    for ($i = $_; $i -lt $all.Count; $i += 8) {
        $null = Invoke-RestMethod "$($using:Uri)users/$($all[$i])/manage/lifecycle/disable" -Method Post -Headers $using:headers -Body '{}' -ContentType 'application/json' -WebSession $session
    }
}
'@
}
foreach ($kind in $scripts.Keys) {
    Set-Content -LiteralPath (Join-Path $folder "$kind.ps1") -Value $parameters, "`$ErrorActionPreference = 'Stop'", $scripts[$kind], $processorTime
}

# The service puts the people to deactivate in the list, and gives an organization as it was before for each latency that it reads.
Set-Content -LiteralPath (Join-Path $folder 'service.ps1') -Value @'
param($Module, $List)
Import-Module $Module
Connect-AtlassianOrganization -Sandbox -UserCount 500 -WarningAction SilentlyContinue
$people = Get-AtlassianUser -ClaimStatus managed -Status active | Disable-AtlassianUser -WhatIf -PassThru -WarningAction SilentlyContinue |
    Where-Object ErrorCode -EQ $null | Select-Object -First 200
Disconnect-AtlassianOrganization
$people | Select-Object AccountId | Export-Csv $List
while ($latency = [Console]::In.ReadLine()) {
    Get-Variable sandbox -ValueOnly -ErrorAction Ignore | Stop-AtlassianSandbox
    $sandbox = Start-AtlassianSandbox -UserCount 500 -LatencyMilliseconds $latency
    $key = [System.Net.NetworkCredential]::new('', $sandbox.ApiKey).Password
    [Console]::Out.WriteLine("contestant: $($sandbox.Uri) $($sandbox.OrganizationId) $key $($people[0].Email)")
}
'@

function Start-Server {
    $start = [System.Diagnostics.ProcessStartInfo]::new($powerShell.Program)
    foreach ($argument in $powerShell.Arguments + @('-NoProfile', '-NonInteractive', '-File', (Join-Path $folder 'service.ps1'), $module, $list)) {
        $start.ArgumentList.Add($argument)
    }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    [System.Diagnostics.Process]::Start($start)
}

function Invoke-Contestant {
    param([string] $Kind, [int] $Latency)
    $service.StandardInput.WriteLine($Latency)
    do { $facts = $service.StandardOutput.ReadLine() } until ($facts -like 'contestant: *')
    $null, $uri, $organization, $env:ATLASSIAN_KEY, $email = $facts -split ' '
    $arguments = @('-NoProfile', '-NonInteractive', '-File', (Join-Path $folder "$Kind.ps1"), $module, $list, $uri, $organization, $email)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $output = & $powerShell.Program ($powerShell.Arguments + $arguments)
    $watch.Stop()
    if ($LASTEXITCODE -ne 0) {
        throw "'$Kind' failed: $output"
    }
    [pscustomobject]@{ Seconds = $watch.Elapsed.TotalSeconds; CpuSeconds = [double]::Parse(@($output)[-1], [cultureinfo]::CurrentCulture) }
}

function Get-Median {
    param([double[]] $Value)
    $sorted = @($Value | Sort-Object)
    $middle = [int][Math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle - 1] + $sorted[$middle]) / 2 }
}

function Get-MedianOf {
    param([string] $Of, [scriptblock] $Ratio)
    Get-Median @(for ($i = 0; $i -lt $Rounds; $i++) { & $Ratio $results[$Of][$i] $i })
}

# In the order of their turns. The service answers slowly where a job is done.
$contestants = [ordered]@{ 'empty start' = 0; 'import' = 0; 'first person' = 0; 'script' = 50; 'module' = 50 }
$results = @{}
$service = Start-Server
try {
    foreach ($kind in $contestants.Keys) {
        # The first start of each finds cold files.
        $null = Invoke-Contestant $kind $contestants[$kind]
    }
    for ($round = 0; $round -lt $Rounds; $round++) {
        foreach ($kind in $contestants.Keys) {
            $results[$kind] += @(Invoke-Contestant $kind $contestants[$kind])
        }
    }
    "PowerShell $($PSVersionTable.PSVersion), $([Environment]::ProcessorCount) processors, median of $Rounds rounds."
    '{0,-14} {1,9} {2,13} {3,13} {4,13} {5,13}' -f '', 'seconds', 'over empty', 'CPU seconds', 'x script', 'CPU x script'
    foreach ($kind in $contestants.Keys) {
        $isJob = $contestants[$kind] -gt 0
        '{0,-14} {1,9:n3} {2,13:n3} {3,13:n3} {4,13:n2} {5,13:n2}' -f $kind,
            (Get-Median $results[$kind].Seconds),
            (Get-MedianOf $kind { param($own, $i) $own.Seconds - $results['empty start'][$i].Seconds }),
            (Get-Median $results[$kind].CpuSeconds),
            $(if ($isJob) { Get-MedianOf $kind { param($own, $i) $own.Seconds / $results['script'][$i].Seconds } }),
            $(if ($isJob) { Get-MedianOf $kind { param($own, $i) $own.CpuSeconds / $results['script'][$i].CpuSeconds } })
    }
}
finally {
    $service.StandardInput.Close()
    [void]$service.WaitForExit(5000)
    if (-not $service.HasExited) {
        $service.Kill()
    }
    Remove-Item -LiteralPath $folder -Recurse -Force
    Remove-Item Env:ATLASSIAN_KEY -ErrorAction Ignore
}
