<#
.SYNOPSIS
One contestant of Scale.ps1, in a process of its own: warms up, does the work once, and prints what it cost as JSON.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Kind,
    [Parameter(Mandatory)] [string] $ModulePath,
    # The program with the bare loop in it.
    [Parameter(Mandatory)] [string] $Program,
    [Parameter(Mandatory)] [uri] $BaseUri,
    [Parameter(Mandatory)] [string] $OrganizationId,
    [Parameter(Mandatory)] [string] $ApiKey,
    [Parameter(Mandatory)] [int] $Count,
    [Parameter(Mandatory)] [int] $InFlight,
    # How the service is to be while the work is done, as the query of its address /benchmark.
    [Parameter(Mandatory)] [string] $Service,
    [Parameter(Mandatory)] [string] $WarmUpService,
    [int] $WarmUp = 200
)

$ErrorActionPreference = 'Stop'
# A bar on the screen would be measured too.
$ProgressPreference = 'SilentlyContinue'
$root = $BaseUri.AbsoluteUri.TrimEnd('/')
$headers = @{ Authorization = "Bearer $ApiKey" }
$search = "$root/admin/v2/orgs/$OrganizationId/directories/-/users/search"

function Get-AccountId {
    param([int] $Count)
    foreach ($i in 1..$Count) { '712020:00000000-0000-0000-0000-{0:d12}' -f $i }
}

$contestants = @{
    # What the module does.
    'module change'     = { param($ids) $ids | Disable-AtlassianUser }
    'module list'       = { (Get-AtlassianUser | Measure-Object).Count }
    # HttpClient alone, compiled.
    'bare change'       = { param($ids) $null = [AtlassianAdmin.Benchmarks.BareLoop]::Disable($root, $ApiKey, $ids, $InFlight) }
    'bare list'         = { [AtlassianAdmin.Benchmarks.BareLoop]::List($root, $OrganizationId, $ApiKey) }
    # What an admin would write.
    'sequential change' = {
        param($ids)
        foreach ($id in $ids) {
            $null = Invoke-RestMethod "$root/users/$id/manage/lifecycle/disable" -Method Post -Headers $headers -Body '{}' -ContentType 'application/json'
        }
    }
    # What an admin in a hurry would write.
    'parallel change'   = {
        param($ids)
        $ids | ForEach-Object -ThrottleLimit $InFlight -Parallel {
            $null = Invoke-RestMethod "$using:root/users/$_/manage/lifecycle/disable" -Method Post -Headers $using:headers -Body '{}' -ContentType 'application/json'
        }
    }
    # What a careful admin would write: as many shares as are in flight, each with its own session and so its own connection.
    'shares change'     = {
        param($ids)
        0..($InFlight - 1) | ForEach-Object -ThrottleLimit $InFlight -Parallel {
            $all = $using:ids
            $session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
            for ($i = $_; $i -lt $all.Count; $i += $using:InFlight) {
                $null = Invoke-RestMethod "$using:root/users/$($all[$i])/manage/lifecycle/disable" -Method Post -Headers $using:headers -Body '{}' -ContentType 'application/json' -WebSession $session
            }
        }
    }
    # Pages in a list that grows, as everybody does it; not with +=, which would copy the list for each page.
    'accumulating list' = {
        $people = [System.Collections.Generic.List[object]]::new()
        $body = @{ limit = 100 }
        do {
            $page = Invoke-RestMethod $search -Method Post -Headers $headers -Body ($body | ConvertTo-Json -Compress) -ContentType 'application/json'
            $people.AddRange([object[]]$page.data)
            $body.cursor = $page.links.next
        } while ($page.links.next)
        $people.Count
    }
}

if ($Kind -like 'bare *') {
    Add-Type -Path $Program
}
elseif ($Kind -like 'module *') {
    Import-Module $ModulePath
    Connect-AtlassianOrganization $OrganizationId -ApiKey $ApiKey -BaseUri $BaseUri -ThrottleLimit $InFlight -WarningAction SilentlyContinue
}

$work = $contestants[$Kind]
$isChange = $Kind -like '* change'
$ids = if ($isChange) { [string[]]@(Get-AccountId $Count) }

# The first requests of any process compile code: that is not what is measured.
$null = Invoke-RestMethod "$root/benchmark?$WarmUpService"
$null = if ($isChange) { & $work $ids[0..([Math]::Min($WarmUp, $Count) - 1)] } else { & $work }

$warmedUp = Invoke-RestMethod "$root/benchmark?$Service"
[GC]::Collect()
[GC]::WaitForPendingFinalizers()
$process = [System.Diagnostics.Process]::GetCurrentProcess()
if (Test-Path /proc/self/clear_refs) {
    # From here on the kernel's high-water mark is of the work alone.
    [System.IO.File]::WriteAllText('/proc/self/clear_refs', '5')
}
$process.Refresh()
$memoryBefore = $process.WorkingSet64
$cpuBefore = $process.TotalProcessorTime
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$done = if ($isChange) { & $work $ids; $Count } else { & $work }
$watch.Stop()
$process.Refresh()
$counted = Invoke-RestMethod "$root/benchmark?"

[pscustomobject]@{
    Kind        = $Kind
    Done        = $done
    Seconds     = $watch.Elapsed.TotalSeconds
    CpuSeconds  = ($process.TotalProcessorTime - $cpuBefore).TotalSeconds
    GrowthMB    = ($process.PeakWorkingSet64 - $memoryBefore) / 1MB
    Requests    = $counted.requests
    # Those of the warm-up too, since they are used again, and without the two that asked.
    Connections = $warmedUp.connections + $counted.connections - 2
    Refused     = $counted.refused
} | ConvertTo-Json -Compress
