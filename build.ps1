<#
.SYNOPSIS
Builds, tests, shows and packs AtlassianAdmin. Runs on Windows PowerShell 5.1 and PowerShell 7; needs the .NET SDK.
.DESCRIPTION
Where only the SDK is: dotnet tool exec -y powershell -- ./build.ps1 <task>

Build  lays out an importable module in out/AtlassianAdmin, as dotnet build AtlassianAdmin.sln -c Release does.
Test   runs everything that can run here, and ends with the line "N passed, N failed, N skipped". Leaves out/ alone.
Demo   builds the module, and shows the main job on a simulated organization.
Help   makes only the help and the views of the module, and says what does not fit. Build makes them, too.
Pack   builds, and makes of the module artifacts/package/AtlassianAdmin.<version>.nupkg, for a PowerShell repository, and
       artifacts/package/AtlassianAdmin.zip, for Azure Automation and for machines without a repository.
#>
[CmdletBinding()]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'PesterVersion', Justification = 'The functions below use it.')]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Help', 'Pack')]
    [string] $Task = 'Build',
    # The version of Pester that Test uses, one of those in pester/Pester.csproj.
    [string] $PesterVersion = '6.2.0'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

. (Join-Path $PSScriptRoot 'pester/Get-PowerShellCommand.ps1')

$Solution = Join-Path $PSScriptRoot 'AtlassianAdmin.sln'
$Module = Join-Path $PSScriptRoot 'src/Module/Module.csproj'
$Artifacts = Join-Path $PSScriptRoot 'artifacts'
$Results = Join-Path $Artifacts 'tests'
$OnWindows = $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows

# A build step starts sh by the path, which may name nothing but the SDK.
if (-not $OnWindows -and -not (Get-Command sh -CommandType Application -ErrorAction SilentlyContinue)) {
    $env:PATH = "$($env:PATH):/usr/bin:/bin"
}

function Invoke-Native {
    param([string] $Command, [string[]] $Arguments)
    & $Command @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "$Command $($Arguments[0]) failed with exit code $LASTEXITCODE."
    }
}

# On the same PowerShell, in a process of its own: a module that was imported here would lock the files of the next build.
function Invoke-Script {
    param([string] $Path, [string[]] $Arguments)
    $powerShell = Get-PowerShellCommand
    $all = $powerShell.Arguments + @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', (Join-Path $PSScriptRoot $Path)) + $Arguments
    & $powerShell.Program $all
}

function Invoke-Build {
    param([string] $Project = $Solution)
    Invoke-Native dotnet @('build', $Project, '-c', 'Release')
}

function New-Result {
    param([int] $Passed, [int] $Failed, [int] $Skipped)
    [pscustomobject]@{ Passed = $Passed; Failed = $Failed; Skipped = $Skipped }
}

function Test-DotNet {
    # One project after the other: some tests look at the clock.
    & dotnet test $Solution -c Release --no-build -m:1 --logger 'trx;LogFilePrefix=dotnet' --results-directory $Results | Out-Host
    $failed = $LASTEXITCODE -ne 0
    $counted = foreach ($file in Get-ChildItem $Results -Filter 'dotnet*.trx') {
        $counters = ([xml](Get-Content -LiteralPath $file.FullName -Raw)).TestRun.ResultSummary.Counters
        New-Result $counters.passed $counters.failed ($counters.total - $counters.passed - $counters.failed)
    }
    $counted
    # A run that breaks off fails without a failed test.
    if ($failed -and -not ($counted | Where-Object Failed)) {
        New-Result 0 1 0
    }
}

function Test-NetFramework {
    param([string] $ModulePath)
    $program = Join-Path $PSScriptRoot 'tests/AtlassianAdmin.NetFramework/bin/Release/net472/AtlassianAdmin.NetFramework.exe'
    if ($OnWindows) {
        $output = @(& $program (Split-Path $ModulePath))
    }
    elseif (Get-Command mono -CommandType Application -ErrorAction Ignore) {
        $output = @(& mono $program (Split-Path $ModulePath))
    }
    else {
        Write-Host 'No .NET Framework and no Mono found: the program for .NET Framework did not run.'
        return
    }
    $output | Select-Object -SkipLast 1 | Out-Host
    if ($output -and $output[-1] -match '^(\d+) passed, (\d+) failed$') {
        Write-Host "The program for .NET Framework ended with $($output[-1])."
        New-Result $Matches[1] $Matches[2] 0
    }
    else {
        New-Result 0 1 0
    }
}

function Restore-Pester {
    Invoke-Native dotnet @('build', (Join-Path $PSScriptRoot 'pester/Pester.csproj'))
    if (-not (Test-Path -LiteralPath (Join-Path $Artifacts "modules/Pester/$PesterVersion"))) {
        throw "pester/Pester.csproj does not name Pester $PesterVersion."
    }
}

function Test-Pester {
    param([string] $ModulePath, [string] $PackagePath)
    $file = Join-Path $Results 'pester.xml'
    # Hundreds of tests ask what would be; their answers would bury the results.
    $arguments = '-ModulePath', $ModulePath, '-ResultPath', $file, '-PackagePath', $PackagePath, '-PesterVersion', $PesterVersion
    Invoke-Script 'pester/Run.ps1' $arguments | Where-Object { $_ -notlike 'What if: *' } | Out-Host
    $exitCode = $LASTEXITCODE
    if (-not (Test-Path -LiteralPath $file)) {
        return New-Result 0 1 0
    }
    $cases = ([xml](Get-Content -LiteralPath $file -Raw)).SelectNodes('//testcase')
    $failed = @($cases | Where-Object { $_.SelectSingleNode('failure | error') }).Count
    $skipped = @($cases | Where-Object { $_.SelectSingleNode('skipped') }).Count
    New-Result ($cases.Count - $failed - $skipped) ([Math]::Max($failed, [int]($exitCode -ne 0))) $skipped
}

function Invoke-Test {
    if (Test-Path -LiteralPath $Results) {
        Remove-Item -LiteralPath $Results -Recurse
    }
    $null = New-Item -ItemType Directory -Path $Results -Force
    Restore-Pester
    $folder = Join-Path $Artifacts 'module/AtlassianAdmin'
    $module = Join-Path $folder 'AtlassianAdmin.psd1'
    # The very files that are shipped are tested, but out/ is the user's.
    Invoke-Native dotnet @('build', $Solution, '-c', 'Release', "-p:ModuleDirectory=$folder/")
    $package = Join-Path $Results 'package'
    New-Package $folder $package

    $all = @(
        Test-DotNet
        Test-NetFramework $module
        Test-Pester $module $package
    )
    $sum = @{}
    foreach ($outcome in 'Passed', 'Failed', 'Skipped') {
        $sum[$outcome] = [int]($all | Measure-Object $outcome -Sum).Sum
    }
    Write-Host ('{0} passed, {1} failed, {2} skipped' -f $sum.Passed, $sum.Failed, $sum.Skipped)
    if ($sum.Failed -gt 0 -or $sum.Passed -eq 0) {
        exit 1
    }
}

function Invoke-Demo {
    Invoke-Build $Module
    Invoke-Script 'samples/Demo.ps1' | Out-Host
    exit $LASTEXITCODE
}

function Invoke-Help {
    Invoke-Native dotnet @('build', (Join-Path $PSScriptRoot 'src/AtlassianAdmin.ModuleFiles'), '-c', 'Release')
}

# The manifest is the one place for what a gallery shows; the format is NuGet's, with the tags that PowerShell looks for.
function Get-PackageSpecification {
    param([string] $Folder)
    $manifest = Import-PowerShellDataFile (Join-Path $Folder 'AtlassianAdmin.psd1')
    $data = $manifest.PrivateData.PSData
    $prerelease = if ($data.ContainsKey('Prerelease')) { "-$($data.Prerelease)" }
    $tags = @($data.Tags) + 'PSModule', 'PSIncludes_Cmdlet' + @($manifest.CmdletsToExport | ForEach-Object { "PSCommand_$_" })
    $fields = [ordered]@{
        id                       = 'AtlassianAdmin'
        version                  = "$($manifest.ModuleVersion)$prerelease"
        authors                  = $manifest.Author
        owners                   = $manifest.CompanyName
        description              = $manifest.Description
        copyright                = $manifest.Copyright
        licenseUrl               = $data.LicenseUri
        requireLicenseAcceptance = 'false'
        releaseNotes             = $data.ReleaseNotes
        tags                     = $tags -join ' '
    }
    $metadata = foreach ($name in $fields.Keys) {
        "    <$name>$([System.Security.SecurityElement]::Escape($fields[$name]))</$name>"
    }
    @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">'
        '  <metadata>'
        $metadata
        '  </metadata>'
        "  <files><file src=""$([System.Security.SecurityElement]::Escape($Folder))/**"" target="""" /></files>"
        '</package>'
    ) -join "`n"
}

# As Azure Automation takes it: the file, the folder in it and the manifest have one name. Names have slashes on every system.
function New-ZipPackage {
    param([string] $Folder, [string] $Path)
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $parent = (Resolve-Path -LiteralPath (Split-Path $Folder)).ProviderPath
    $zip = [System.IO.Compression.ZipFile]::Open($Path, 'Create')
    try {
        Get-ChildItem -LiteralPath $Folder -Recurse -File | Sort-Object FullName | ForEach-Object {
            $entry = $_.FullName.Substring($parent.Length + 1).Replace('\', '/')
            $null = [System.IO.Compression.ZipFileExtensions]::CreateEntryFromFile($zip, $_.FullName, $entry)
        }
    }
    finally {
        $zip.Dispose()
    }
}

# Both packages of one laid-out module, in a folder with nothing else.
function New-Package {
    param([string] $Folder, [string] $Destination)
    if (Test-Path -LiteralPath $Destination) {
        Remove-Item -LiteralPath $Destination -Recurse
    }
    $null = New-Item -ItemType Directory -Path $Destination
    New-ZipPackage $Folder (Join-Path $Destination 'AtlassianAdmin.zip')
    $specification = Join-Path $Artifacts 'AtlassianAdmin.nuspec'
    Set-Content -LiteralPath $specification -Value (Get-PackageSpecification $Folder) -Encoding UTF8
    # NU5100 warns of assemblies outside lib/, which is where a PowerShell module has them; NU5125 of licenseUrl, which galleries read.
    Invoke-Native dotnet @('pack', $specification, '-o', $Destination, '-p:NoWarn=NU5100;NU5125')
}

function Invoke-Pack {
    Invoke-Build
    New-Package (Join-Path $PSScriptRoot 'out/AtlassianAdmin') (Join-Path $Artifacts 'package')
}

Push-Location $PSScriptRoot
try {
    & "Invoke-$Task"
}
finally {
    Pop-Location
}
