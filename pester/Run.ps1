<#
.SYNOPSIS
Runs the Pester tests on the PowerShell that it is started with, against a module that is already built.
.DESCRIPTION
The result goes to a file in JUnit's format. Exit code: 0 all passed, 1 something failed, or Pester could not be had.
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
    [string[]] $Path = $PSScriptRoot,
    # The very version of Pester; pester/Pester.csproj brings it.
    [string] $PesterVersion = '6.2.0',
    # Test over the stand-in for SecretManagement, even where SecretManagement is installed.
    [switch] $VaultStandIn
)

$ErrorActionPreference = 'Stop'
$brought = Join-Path $PSScriptRoot '../artifacts/modules'
if (Test-Path -LiteralPath $brought) {
    $env:PSModulePath = (Resolve-Path -LiteralPath $brought).ProviderPath + [System.IO.Path]::PathSeparator + $env:PSModulePath
}
Import-Module Pester -RequiredVersion $PesterVersion

Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
if ($VaultStandIn -or -not (Find-SecretManagement)) {
    Use-VaultStandIn
}

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

Write-Host "Pester $PesterVersion ran on PowerShell $($PSVersionTable.PSVersion)."
if (Test-VaultStandIn) {
    Write-Host 'No real vault was used: the key commands ran over a stand-in for SecretManagement.'
}
elseif (Get-SecretStoreObstacle) {
    Write-Host "SecretStore was not tested. $(Get-SecretStoreObstacle)"
}
if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) {
    Write-Host 'PSScriptAnalyzer is not installed: it did not check the style of the scripts.'
}
if (-not $PackagePath) {
    Write-Host 'The packages were not tested: name their folder with -PackagePath.'
}

# A file that does not even load, or a block that fails, is no failed test in the count, but a failure it is.
exit [int]($result.Result -ne 'Passed')
