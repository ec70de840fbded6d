<#
.SYNOPSIS
Brings the pages up to date with the cmdlets, and makes the help files of the module from the pages.
.DESCRIPTION
The words are written by hand in docs/cmdlets and docs/about. What the module itself knows is written by this script:
- in each cmdlet page the syntax, the facts of each parameter and the list of common parameters; a page for a new cmdlet;
- the list of codes in about_AtlassianAdmin_Errors.

From the pages it then makes the files that Get-Help reads: AtlassianAdmin.dll-Help.xml and about_*.help.txt. They are
committed, because a machine that builds the module may lack platyPS; pester/Help.Tests.ps1 proves that they are current.

Runs in a process of its own best: pwsh -NoProfile -File docs/build-help.ps1
#>
#Requires -Version 7.2
[CmdletBinding()]
param(
    # The manifest of a module that was laid out by a build of the solution.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../out/AtlassianAdmin/AtlassianAdmin.psd1'),
    # The folder with cmdlets/ and about/.
    [string] $PagePath = $PSScriptRoot,
    # Where the help files go.
    [string] $Destination = (Join-Path $PSScriptRoot '../src/AtlassianAdmin/en-US')
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# The version that made the committed files: another one may write them differently.
$platyPS = @{ ModuleName = 'Microsoft.PowerShell.PlatyPS'; RequiredVersion = '1.0.3' }
if (-not (Get-Module -ListAvailable -FullyQualifiedName $platyPS)) {
    throw "Making the help needs $($platyPS.ModuleName) $($platyPS.RequiredVersion): Install-PSResource $($platyPS.ModuleName) -Version $($platyPS.RequiredVersion)"
}
if (-not (Test-Path $ModulePath)) {
    throw "There is no module at '$ModulePath': run dotnet build AtlassianAdmin.sln -c Release first."
}
Import-Module -FullyQualifiedName $platyPS
Import-Module (Join-Path $PSScriptRoot 'build/Pages.psm1'), (Join-Path $PSScriptRoot 'build/HelpText.psm1'), (Join-Path $PSScriptRoot 'build/Maml.psm1') -Force
$module = Import-Module $ModulePath -Force -PassThru

$pages = Sync-CmdletPage -Module $module -Path (Join-Path $PagePath 'cmdlets')
Sync-ErrorPage -Path (Join-Path $PagePath 'about/about_AtlassianAdmin_Errors.md')

$null = New-Item -ItemType Directory -Path $Destination -Force
Export-MamlFile -Help $pages -Path (Join-Path $Destination 'AtlassianAdmin.dll-Help.xml')
$topics = @(Get-ChildItem (Join-Path $PagePath 'about') -Filter 'about_*.md')
foreach ($topic in $topics) {
    Export-AboutFile -Path $topic.FullName -Destination (Join-Path $Destination "$($topic.BaseName).help.txt")
}
# A page that is gone must not leave its help behind.
Get-ChildItem $Destination -Filter 'about_*.help.txt' |
    Where-Object { ($_.Name -replace '\.help\.txt$') -notin $topics.BaseName } |
    Remove-Item
"Help of $($pages.Count) cmdlets and $($topics.Count) topics is in $Destination"
