<#
.SYNOPSIS
Measures what importing the module costs: over an empty start of PowerShell, and beside Microsoft.PowerShell.SecretManagement.
.DESCRIPTION
Each start is a process of its own. The kinds take turns, and each is compared with the empty start of its round, so that a busy
machine burdens all alike; the medians count. It prints, and judges nothing.
#>
[CmdletBinding()]
param(
    # The manifest of the module to measure.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/AtlassianAdmin/AtlassianAdmin.psd1'),
    # How often each kind is started.
    [ValidateRange(3, 1000)]
    [int] $Count = 20
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../../pester/Get-PowerShellCommand.ps1')
$powerShell = Get-PowerShellCommand
$module = (Resolve-Path -LiteralPath $ModulePath).ProviderPath -replace "'", "''"

$kinds = [ordered]@{
    'empty start'      = 'exit'
    'AtlassianAdmin'   = "Import-Module '$module'"
    'first connection' = "Import-Module '$module'; Connect-AtlassianOrganization -Sandbox"
}
if (Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement) {
    $kinds['SecretManagement'] = 'Import-Module Microsoft.PowerShell.SecretManagement'
}

function Measure-Start {
    param([string] $Command)
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $output = & $powerShell.Program ($powerShell.Arguments + @('-NoProfile', '-NonInteractive', '-Command', $Command))
    $watch.Stop()
    if ($LASTEXITCODE -ne 0) {
        throw "'$Command' failed: $output"
    }
    $watch.Elapsed.TotalMilliseconds
}

function Get-Median {
    param([double[]] $Value)
    $sorted = @($Value | Sort-Object)
    $middle = [int][Math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle - 1] + $sorted[$middle]) / 2 }
}

$times = @{}
foreach ($kind in $kinds.Keys) {
    $times[$kind] = @()
    # The first start of each finds cold files.
    $null = Measure-Start $kinds[$kind]
}
for ($i = 0; $i -lt $Count; $i++) {
    foreach ($kind in $kinds.Keys) {
        $times[$kind] += Measure-Start $kinds[$kind]
    }
}

"PowerShell $($PSVersionTable.PSVersion), median of $Count starts, and of what each takes over the empty one before it:"
$over = @{}
foreach ($kind in $kinds.Keys) {
    $over[$kind] = Get-Median @(for ($i = 0; $i -lt $Count; $i++) { $times[$kind][$i] - $times['empty start'][$i] })
    '{0,-17} {1,6:n0} ms  +{2,5:n0} ms' -f $kind, (Get-Median $times[$kind]), $over[$kind]
}
if ($over.ContainsKey('SecretManagement')) {
    'Importing AtlassianAdmin costs {0:n2} times what importing SecretManagement costs.' -f ($over['AtlassianAdmin'] / $over['SecretManagement'])
}
