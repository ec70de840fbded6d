<#
.SYNOPSIS
Runs the Pester tests on the PowerShell that it is started with, against a module that is already built.
.DESCRIPTION
The result goes to a file in JUnit's format. Exit code: 0 all passed, 1 something failed, 2 Pester 5 or later is not installed.
Run it in a process of its own: powershell -NoProfile -NonInteractive -File pester/Run.ps1
#>
[CmdletBinding()]
param(
    # The manifest of the module to test.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/AtlassianAdmin/AtlassianAdmin.psd1'),
    # The folder with the packages of that module; without it their tests do not run.
    [string] $PackagePath,
    # The file for the result.
    [string] $ResultPath = (Join-Path $PSScriptRoot '../artifacts/tests/pester.xml'),
    # The files to run; all of them unless named.
    [string[]] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'
$pester = Get-Module -ListAvailable Pester | Where-Object Version -GE '5.0.0' | Sort-Object Version -Descending | Select-Object -First 1
if (-not $pester) {
    exit 2
}
Import-Module $pester

$env:ATLASSIANADMIN_MODULE = (Resolve-Path -LiteralPath $ModulePath).ProviderPath
$env:ATLASSIANADMIN_PACKAGE = if ($PackagePath) { (Resolve-Path -LiteralPath $PackagePath).ProviderPath }
$null = New-Item -ItemType Directory -Path (Split-Path $ResultPath) -Force

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'JUnitXml'
$configuration.TestResult.OutputPath = $ResultPath
$result = Invoke-Pester -Configuration $configuration

if (-not $PackagePath) {
    Write-Host 'The packages were not tested: name their folder with -PackagePath.'
}

# A file that does not even load, or a block that fails, is no failed test in the count, but a failure it is.
exit [int]($result.Result -ne 'Passed')
