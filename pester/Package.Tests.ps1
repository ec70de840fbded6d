# The packages that build.ps1 makes: each holds the module under test, and is installed and used as people do it.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block.')]
param()

BeforeDiscovery {
    $isNamed = [bool]$env:ATLASSIANADMIN_PACKAGE
    $onWindows = $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows

    # PSResourceGet comes with PowerShell 7.4, PowerShellGet with Windows PowerShell and most of the others.
    $installers = @(
        @{
            Command    = 'Install-PSResource'
            Name       = 'PSResourceGet'
            Register   = { param($name, $folder) Register-PSResourceRepository -Name $name -Uri $folder -Trusted }
            Install    = { param($name, $version) Install-PSResource AtlassianAdmin -Version $version -Repository $name -Scope CurrentUser }
            Unregister = { param($name) Unregister-PSResourceRepository -Name $name }
            List       = { Get-PSResourceRepository | ForEach-Object { "$($_.Name) $($_.Uri) $($_.Trusted) $($_.Priority)" } }
            Uninstall  = { param($version) Uninstall-PSResource AtlassianAdmin -Version $version -Scope CurrentUser }
        }
        @{
            Command    = 'Install-Module'
            Name       = 'PowerShellGet'
            Register   = { param($name, $folder) Register-PSRepository -Name $name -SourceLocation $folder -InstallationPolicy Trusted }
            Install    = { param($name, $version) Install-Module AtlassianAdmin -RequiredVersion $version -Repository $name -Scope CurrentUser -Force }
            Unregister = { param($name) Unregister-PSRepository -Name $name }
            List       = { Get-PSRepository -WarningAction SilentlyContinue | ForEach-Object { "$($_.Name) $($_.SourceLocation) $($_.InstallationPolicy)" } }
            Uninstall  = { param($version) Uninstall-Module AtlassianAdmin -RequiredVersion $version }
        }
    )
    foreach ($installer in $installers) {
        $installer.IsHere = [bool](Get-Command $installer.Command -ErrorAction Ignore)
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1') -Force
    Add-Type -AssemblyName System.IO.Compression, System.IO.Compression.FileSystem
    $script:OnWindows = $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows
    $script:ModuleFolder = Split-Path (Get-ModulePath)
    $script:Version = (Import-PowerShellDataFile (Get-ModulePath)).ModuleVersion
    $script:List = (Resolve-Path (Join-Path $PSScriptRoot '../samples/leavers.csv')).ProviderPath

    # The files of the module or of an archive, a line each: where it is and what is in it.
    function Get-ModuleContent {
        Get-ChildItem -LiteralPath $ModuleFolder -Recurse -File | ForEach-Object {
            '{0} {1}' -f $_.FullName.Substring($ModuleFolder.Length + 1).Replace('\', '/'), (Get-FileHash -LiteralPath $_.FullName).Hash
        } | Sort-Object
    }

    function Get-ArchiveContent {
        param([string] $Path)
        $archive = [System.IO.Compression.ZipFile]::OpenRead($Path)
        try {
            foreach ($entry in $archive.Entries) {
                $stream = $entry.Open()
                '{0} {1}' -f $entry.FullName, (Get-FileHash -InputStream $stream).Hash
                $stream.Dispose()
            }
        }
        finally {
            $archive.Dispose()
        }
    }

    # Runs a script in a PowerShell process of its own, for an account with an empty home where a system lets one choose it.
    function Invoke-NewProcess {
        param([scriptblock] $Script, [object[]] $ArgumentList = @())
        $variables = if ($OnWindows) { @{} } else { @{ HOME = $HomeFolder; XDG_DATA_HOME = ''; XDG_CONFIG_HOME = ''; XDG_CACHE_HOME = '' } }
        $before = @{}
        foreach ($name in $variables.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $variables[$name])
        }
        try {
            Start-Job -ScriptBlock $Script -ArgumentList $ArgumentList | Receive-Job -Wait -AutoRemoveJob -ErrorAction Stop
        }
        finally {
            foreach ($name in $before.Keys) {
                [Environment]::SetEnvironmentVariable($name, $before[$name])
            }
        }
    }

    # The main job, in a session that finds the module by its name alone.
    $script:MainJob = {
        param($list, $moduleFolder)
        $ErrorActionPreference = 'Stop'
        if ($moduleFolder) {
            $env:PSModulePath = $moduleFolder + [System.IO.Path]::PathSeparator + $env:PSModulePath
        }
        Import-Module AtlassianAdmin
        Connect-AtlassianOrganization -Sandbox
        $changes = @(Import-Csv $list -Encoding UTF8 | Disable-AtlassianUser -Verify -PassThru -Confirm:$false -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        $undone = @($changes | Where-Object Outcome -EQ 'Changed' | Enable-AtlassianUser -Verify -PassThru -Confirm:$false)
        [pscustomobject]@{
            Folder   = (Get-Module AtlassianAdmin).ModuleBase
            Version  = "$((Get-Module AtlassianAdmin).Version)"
            Outcomes = @($changes | ForEach-Object { "$($_.Outcome) $($_.ErrorCode)" })
            Undone   = @($undone | Where-Object { $_.Outcome -eq 'Changed' -and $_.Verified }).Count
            Synopsis = (Get-Help Disable-AtlassianUser).Synopsis
        }
    }

    # What it comes to with the module under test; the organization is the same each time.
    $script:HomeFolder = (New-Item -ItemType Directory (Join-Path $TestDrive 'home')).FullName
    $script:Expected = if ($env:ATLASSIANADMIN_PACKAGE) { Invoke-NewProcess $MainJob @($List, (Split-Path $ModuleFolder)) }

    function Assert-MainJob {
        param($Done, [string] $Folder)
        $Done.Folder | Should -BeLike (Join-Path $Folder '*')
        $Done.Version | Should -Be $Version
        $Done.Outcomes | Should -Be $Expected.Outcomes
        $Done.Undone | Should -BeGreaterThan 150
        @($Done.Outcomes -like 'Changed *') | Should -HaveCount $Done.Undone
        $Done.Synopsis | Should -Be $Expected.Synopsis
    }
}

Describe 'The package for a repository' -Skip:(-not $isNamed) {
    BeforeAll {
        $script:Package = Join-Path $env:ATLASSIANADMIN_PACKAGE "AtlassianAdmin.$Version.nupkg"
    }

    It 'holds the module, file by file, and what a package has besides' {
        $content = @(Get-ArchiveContent $Package)
        $own = '^(_rels/|package/|\[Content_Types\]\.xml |AtlassianAdmin\.nuspec )'
        $content -notmatch $own | Sort-Object | Should -Be (Get-ModuleContent)
        $content -match $own | Should -HaveCount 4
    }

    It 'says what the manifest says, in the words that a gallery reads' {
        $archive = [System.IO.Compression.ZipFile]::OpenRead($Package)
        try {
            $reader = [System.IO.StreamReader]::new($archive.GetEntry('AtlassianAdmin.nuspec').Open())
            $metadata = ([xml]$reader.ReadToEnd()).package.metadata
            $reader.Dispose()
        }
        finally {
            $archive.Dispose()
        }
        $manifest = Import-PowerShellDataFile (Get-ModulePath)
        $metadata.id | Should -BeExactly 'AtlassianAdmin'
        $metadata.version | Should -Be $manifest.ModuleVersion
        $metadata.description | Should -BeExactly $manifest.Description
        $tags = $metadata.tags -split ' '
        $tags | Should -Contain 'PSModule'
        $tags -match '^PSCommand_' | Should -Be @($manifest.CmdletsToExport | ForEach-Object { "PSCommand_$_" })
        $manifest.PrivateData.PSData.Tags | Where-Object { $_ -notin $tags } | Should -BeNullOrEmpty
    }

    Context 'with <Name>' -ForEach @($installers | Where-Object IsHere) {
        BeforeAll {
            # Where the home cannot be chosen, what the user has there must not be touched.
            $script:IsThere = $OnWindows -and (Invoke-NewProcess { Get-Module AtlassianAdmin -ListAvailable | ForEach-Object { "$($_.Version)" } }) -eq $Version
            if ($IsThere) {
                return
            }
            $script:Run = Invoke-NewProcess -ArgumentList @("$Register", "$Install", "$Unregister", "$List", $env:ATLASSIANADMIN_PACKAGE, $Version) -Script {
                param($register, $install, $unregister, $list, $folder, $version)
                $ErrorActionPreference = 'Stop'
                $ProgressPreference = 'SilentlyContinue'
                $name = "AtlassianAdmin-$([guid]::NewGuid().ToString('n'))"
                $before = @(& ([scriptblock]::Create($list)))
                & ([scriptblock]::Create($register)) $name $folder
                try {
                    & ([scriptblock]::Create($install)) $name $version
                }
                finally {
                    & ([scriptblock]::Create($unregister)) $name
                }
                [pscustomobject]@{ Before = $before; After = @(& ([scriptblock]::Create($list))) }
            }
            $script:Done = Invoke-NewProcess $MainJob @($script:List, $null)
        }

        AfterAll {
            if (-not $IsThere -and $OnWindows) {
                Invoke-NewProcess ([scriptblock]::Create("$Uninstall")) @($Version)
            }
            elseif (-not $OnWindows) {
                Remove-Item (Join-Path $HomeFolder '.local/share/powershell/Modules') -Recurse
            }
        }

        BeforeEach {
            if ($IsThere) {
                Set-ItResult -Skipped -Because "version $Version is installed for this user, and the test would replace it"
            }
        }

        It 'is installed from a folder, and does the main job' {
            Assert-MainJob $Done $(if ($OnWindows) { [Environment]::GetFolderPath('MyDocuments') } else { $HomeFolder })
        }

        It 'leaves the registered repositories as they were' {
            $Run.After | Should -Be $Run.Before
        }
    }
}

Describe 'The package as a zip' -Skip:(-not $isNamed) {
    BeforeAll {
        $script:Package = Join-Path $env:ATLASSIANADMIN_PACKAGE 'AtlassianAdmin.zip'
    }

    It 'holds the module, file by file, in a folder of its name' {
        Get-ArchiveContent $Package | Sort-Object | Should -Be @(Get-ModuleContent | ForEach-Object { "AtlassianAdmin/$_" })
    }

    It 'has no path that is too long for Azure Automation' {
        Get-ArchiveContent $Package | ForEach-Object { ($_ -split ' ')[0].Length } | Sort-Object | Select-Object -Last 1 | Should -BeLessThan 140
    }

    It 'is expanded into a folder of modules, and does the main job' {
        $folder = Join-Path $TestDrive 'modules'
        Expand-Archive -LiteralPath $Package -DestinationPath $folder
        Assert-MainJob (Invoke-NewProcess $MainJob @($List, $folder)) $folder
    }
}
