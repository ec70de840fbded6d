# The stored admin key in vaults: SecretStore where it is installed, and vaults of a test everywhere. Every scene plays in a
# PowerShell process of its own with a home of its own, so that nobody's vault is touched; a scene notes what it saw, and the
# tests look at the notes.

[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'No key here opens anything.')]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables from block to block.')]
param()

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
    $noVaults = if ($PSVersionTable.PSEdition -eq 'Desktop') { 'The notes of a scene need PowerShell 7.' } else { Get-VaultObstacle }
    $noSecretStore = Get-SecretStoreObstacle
    $store = if ($noSecretStore) { 'a vault of the tests' } else { 'SecretStore' }
    # Start-Job starts the pwsh beside it, and the one in a .NET tool's package is for one kind of processor.
    $noJobs = -not $noSecretStore -and -not (Start-Job { 'started' } -ErrorAction Ignore | Receive-Job -Wait -AutoRemoveJob -ErrorAction Ignore)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
    $script:ModulePath = Get-ModulePath
    $script:FolderVaultPath = Join-Path $PSScriptRoot 'fixtures/FolderVault'

    # What every scene can use.
    $script:Prelude = {
        $ProgressPreference = 'SilentlyContinue'
        $WarningPreference = 'SilentlyContinue'
        $notes = [ordered]@{}

        function ConvertTo-Secret {
            param([string] $Text)
            ConvertTo-SecureString $Text -AsPlainText -Force
        }

        # Makes an open vault the default one.
        function Open-Store {
            param([string] $Name = 'Store')
            Import-Module Microsoft.PowerShell.SecretManagement
            if ($WithSecretStore) {
                Import-Module Microsoft.PowerShell.SecretStore
                Reset-SecretStore -Authentication None -Interaction None -Force
                Register-SecretVault -Name $Name -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
            }
            else {
                Add-FolderVault $Name
                Set-SecretVaultDefault -Name $Name
            }
        }

        # Registers the vault for tests, which can refuse this and that.
        function Add-FolderVault {
            param([string] $Name, [hashtable] $With = @{})
            $With.Folder = (New-Item -ItemType Directory -Path (Join-Path $SceneHome "folder-$Name")).FullName
            Register-SecretVault -Name $Name -ModuleName $FolderVaultPath -VaultParameters $With
        }

        # Runs something that should fail, and tells how and how fast.
        function Get-Failure {
            param([scriptblock] $Script)
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $seen = @()
            try {
                & $Script -ErrorVariable ignored 2>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $seen += $_ } }
            }
            catch {
                $seen += $_
            }
            @{
                Count    = $seen.Count
                Code     = ($seen[0].FullyQualifiedErrorId -split ',')[0]
                # Without the next step, which is the last line where PowerShell does not show it by itself.
                Message  = ("$($seen[0])" -split [Environment]::NewLine)[0]
                Remedy   = $seen[0].ErrorDetails.RecommendedAction
                Category = "$($seen[0].CategoryInfo.Category)"
                Target   = "$($seen[0].TargetObject)"
                Seconds  = $watch.Elapsed.TotalSeconds
            }
        }

        # Runs something and returns its warnings.
        function Get-Warning {
            param([scriptblock] $Script)
            $WarningPreference = 'Continue'
            @(& $Script 3>&1 2>$null | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object { "$_" })
        }

        # The text of a stored key, as SecretManagement itself gives it.
        function Read-Key {
            param([string] $Name = 'AtlassianAdminKey', [string] $Vault = 'Store')
            $secret = Get-Secret -Name $Name -Vault $Vault -AsPlainText
            if ($secret -is [hashtable]) { $secret.ApiKey } else { $secret }
        }

        # Tries a stored key out on the sandbox.
        function Test-Key {
            param([string] $SecretName, [string] $Vault)
            $with = @{ BaseUri = $sandbox.Uri; PassThru = $true }
            if ($SecretName) { $with.SecretName = $SecretName }
            if ($Vault) { $with.Vault = $Vault }
            $connection = Connect-AtlassianOrganization @with
            @{ Organization = $connection.OrganizationName; Source = $connection.KeySource; ExpiresOn = $connection.KeyExpiresOn }
            Disconnect-AtlassianOrganization
        }
    }

    # A home without anything in it.
    function Get-FreshHome {
        (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid().ToString('N')))).FullName
    }

    # Plays a scene: the same home again goes on where another scene ended; -Open leaves the input open, as a service does.
    function Invoke-Scene {
        param([scriptblock] $Scene, [string] $At = (Get-FreshHome), [switch] $Interactive, [switch] $Open, [int] $Seconds = 90)
        $file = Join-Path $At 'scene.ps1'
        $notesFile = Join-Path $At 'notes.json'
        Remove-Item -LiteralPath $notesFile -ErrorAction Ignore
        Set-Content -LiteralPath $file -Value @"
`$FolderVaultPath = '$($script:FolderVaultPath -replace "'", "''")'
`$ModulePath = '$($script:ModulePath -replace "'", "''")'
`$SceneHome = '$($At -replace "'", "''")'
`$WithSecretStore = `$$(-not (Get-SecretStoreObstacle))
Import-Module `$ModulePath
$script:Prelude
$Scene
ConvertTo-Json `$notes -Depth 5 | Set-Content -LiteralPath '$($notesFile -replace "'", "''")'
"@
        $start = New-ShellStart "-NoProfile $(if (-not $Interactive) { '-NonInteractive ' })-File `"$file`""
        $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
        $start.WorkingDirectory = $At
        $start.EnvironmentVariables['HOME'] = $At
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            if (-not $Open) {
                $process.StandardInput.Close()
            }
            $output = $process.StandardOutput.ReadToEndAsync()
            $errors = $process.StandardError.ReadToEndAsync()
            if (-not $process.WaitForExit($Seconds * 1000)) {
                $process.Kill()
                throw "The scene was still playing after $Seconds s. It had written: $($output.Result) $($errors.Result)"
            }
            $text = $output.Result + $errors.Result
        }
        finally {
            $process.Dispose()
        }
        if (-not (Test-Path -LiteralPath $notesFile)) {
            throw "The scene came to no end. It wrote: $text"
        }
        Get-Content -LiteralPath $notesFile -Raw | ConvertFrom-Json | Add-Member -NotePropertyName Text -NotePropertyValue $text -PassThru
    }

    # Calls the function that the connect path warns with.
    function Get-ExpiryWarning {
        param($ExpiresOn, [DateTimeOffset] $Now)
        $vault = [AtlassianAdmin.Session.AtlassianAdminKey].Assembly.GetType('AtlassianAdmin.Session.AdminKeyVault')
        $vault.GetMethod('ExpiryWarning', [System.Reflection.BindingFlags]'Static, NonPublic, Public').Invoke($null, @($ExpiresOn, $Now))
    }
}

Describe 'A machine without SecretManagement' {
    BeforeAll {
        $script:Notes = Invoke-Scene {
            # Only what PowerShell itself brings, in a home without modules.
            $env:PSModulePath = Join-Path $PSHOME 'Modules'
            $key = ConvertTo-Secret 'ATCTT-a-key'
            $notes.Get = Get-Failure { Get-AtlassianAdminKey }
            $notes.Set = Get-Failure { Set-AtlassianAdminKey -ApiKey $key }
            $notes.Update = Get-Failure { Update-AtlassianAdminKey -ApiKey $key }
            $notes.Remove = Get-Failure { Remove-AtlassianAdminKey AtlassianAdminKey -Confirm:$false }
            $notes.Connect = Get-Failure { Connect-AtlassianOrganization }
            $notes.ConnectByName = Get-Failure { Connect-AtlassianOrganization -SecretName some-key }
            $notes.Again = Get-Failure { Get-AtlassianAdminKey }
            $notes.Completed = @((TabExpansion2 'Get-AtlassianAdminKey -Vault ' -cursorColumn 29).CompletionMatches.CompletionText)
            # No vault is needed for the other ways to give a key.
            $notes.Sandbox = (Connect-AtlassianOrganization -Sandbox -PassThru).IsSandbox
        }
    }

    It '<_> says that it is missing' -ForEach 'Get', 'Set', 'Update', 'Remove', 'Connect', 'ConnectByName', 'Again' {
        $Notes.$_.Code | Should -BeExactly 'SecretManagementMissing'
        $Notes.$_.Category | Should -Be 'NotInstalled'
        $Notes.$_.Count | Should -Be 1
    }

    It 'names both ways out: to install it, and to do without it' {
        $Notes.Connect.Remedy | Should -BeLike '*Install-PSResource Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore*'
        $Notes.Connect.Remedy | Should -BeLike '*Connect-AtlassianOrganization -ApiKey (Read-Host -AsSecureString)*'
    }

    It 'offers no vault at Tab, and no error' {
        $Notes.Completed | Should -Not -Contain 'Store'
        $Notes.Text | Should -Not -Match 'SecretManagement'
    }

    It 'still connects without a vault' {
        $Notes.Sandbox | Should -BeTrue
    }
}

Describe 'The warning before a key expires' {
    BeforeAll {
        $script:Now = [DateTimeOffset]::new(2026, 11, 22, 12, 0, 0, [TimeSpan]::Zero)
    }

    It 'comes at <Left>: <Says>' -ForEach @(
        @{ Left = '30.00:00:00'; Says = 'expires in 30 days, on 2026-12-22' }
        @{ Left = '8.00:00:00'; Says = 'expires in 8 days, on 2026-11-30' }
        @{ Left = '7.00:00:00'; Says = 'expires within a week, on 2026-11-29' }
        @{ Left = '1.00:00:01'; Says = 'expires within a week, on 2026-11-23' }
        @{ Left = '1.00:00:00'; Says = 'expires within a day, on 2026-11-23 12:00' }
        @{ Left = '00:00:01'; Says = 'expires within a day, on 2026-11-22 12:00' }
        @{ Left = '00:00:00'; Says = 'expired on 2026-11-22 12:00' }
        @{ Left = '-400.00:00:00'; Says = 'expired on 2025-10-18' }
    ) {
        $text = Get-ExpiryWarning ($Now + [TimeSpan]$Left) $Now
        $text | Should -BeLike "*$Says*"
        $text | Should -BeLike '*Update-AtlassianAdminKey*'
    }

    It 'does not come when there is time, or no date' {
        Get-ExpiryWarning ($Now + [TimeSpan]'30.00:00:01') $Now | Should -BeNullOrEmpty
        Get-ExpiryWarning $null $Now | Should -BeNullOrEmpty
    }
}

Describe 'The rest of this file' {
    It 'runs with vaults' -ForEach @(@{ Reason = $noVaults }) {
        if ($Reason) {
            Set-ItResult -Skipped -Because $Reason
        }
        Get-Command -Module Microsoft.PowerShell.SecretManagement -Name Set-SecretInfo | Should -Not -BeNullOrEmpty
    }

    It 'runs with SecretStore, too' -ForEach @(@{ Reason = $noSecretStore }) {
        if ($Reason) {
            Set-ItResult -Skipped -Because $Reason
        }
        Get-Command -Module Microsoft.PowerShell.SecretStore -Name Unlock-SecretStore | Should -Not -BeNullOrEmpty
    }
}

Describe 'SecretManagement replaced by mocks' {
    # Scripts of users are tested with such mocks, so the module must call the cmdlets where Pester can see it.
    It 'is called in the session of the user' -Skip:([bool]$noVaults) {
        Import-Module Microsoft.PowerShell.SecretManagement
        Mock Get-SecretVault { [pscustomobject]@{ Name = 'Mocked'; ModuleName = 'Some.Vault'; ModulePath = ''; IsDefault = $true } }
        Mock Get-SecretInfo {
            [pscustomobject]@{ Name = 'AtlassianAdminKey'; Metadata = @{ AtlassianAdmin = 'AdminKey'; OrganizationId = 'org-9'; ExpiresOn = [datetime]'2031-01-01' } }
        }
        Mock Get-Secret { throw 'There is no need to read a secret.' }
        $key = Get-AtlassianAdminKey
        $key.VaultName | Should -BeExactly 'Mocked'
        $key.OrganizationId | Should -BeExactly 'org-9'
        $key.ExpiresOn.Year | Should -Be 2031
        Should -Invoke Get-SecretInfo -Times 1 -Exactly
        Should -Invoke Get-Secret -Times 0 -Exactly
    }
}

Describe 'An open vault: <_>' -ForEach $store -Skip:([bool]$noVaults) {
    BeforeAll {
        $script:Notes = Invoke-Scene {
            Open-Store
            $sandbox = Start-AtlassianSandbox -UserCount 12
            $good = [System.Net.NetworkCredential]::new('', $sandbox.ApiKey).Password
            $tomorrow = [DateTimeOffset]::UtcNow.AddDays(45.5)

            # Stored, listed, told.
            $notes.Nothing = @(Get-AtlassianAdminKey).Count
            $notes.ConnectNothing = Get-Failure { Connect-AtlassianOrganization }
            $notes.SetReturns = @(Set-AtlassianAdminKey -ApiKey $sandbox.ApiKey -OrganizationId $sandbox.OrganizationId).Count
            $stored = Set-AtlassianAdminKey -ApiKey $sandbox.ApiKey -OrganizationId $sandbox.OrganizationId -ExpiresOn $tomorrow -PassThru
            $notes.Passed = $stored
            $notes.Listed = Get-AtlassianAdminKey
            $notes.Text1 = "$stored"
            $notes.Properties = @($stored.psobject.Properties.Name)
            $notes.ExpiresOn = $tomorrow.ToString('o')
            $information = Get-SecretInfo -Name AtlassianAdminKey -Vault Store
            $notes.Kind = "$($information.Type)"
            $notes.Metadata = @{ OrganizationId = $information.Metadata['OrganizationId']; ExpiresOn = $information.Metadata['ExpiresOn'] }
            $secret = Get-Secret AtlassianAdminKey -Vault Store
            $notes.Entries = @($secret.Keys | Sort-Object)
            $notes.EntryType = $secret.ApiKey.GetType().Name
            $notes.RoundTrip = (Read-Key) -ceq $good
            $notes.OrganizationId = $sandbox.OrganizationId
            $notes.Connected = Test-Key

            # The key as people have it.
            $notes.Bearer = Get-Warning { Set-AtlassianAdminKey Bearer-Key -ApiKey (ConvertTo-Secret "  Bearer $good`r`n") }
            $notes.BearerStored = (Read-Key Bearer-Key) -ceq $good
            $notes.FromText = Get-Warning { Set-AtlassianAdminKey Text-Key -ApiKey $good; Set-AtlassianAdminKey Text-Key -ApiKey $good }
            $notes.FromTextStored = (Read-Key Text-Key) -ceq $good
            Set-AtlassianAdminKey Credential-Key -Credential ([pscredential]::new($sandbox.OrganizationId, $sandbox.ApiKey))
            $notes.Credential = Get-AtlassianAdminKey Credential-Key
            $notes.Personal = Get-Warning { Set-AtlassianAdminKey Personal-Key -ApiKey $sandbox.PersonalToken }
            $notes.Expiring = Get-Warning { Set-AtlassianAdminKey Expiring-Key -ApiKey $sandbox.ApiKey -ExpiresOn (Get-Date).AddDays(3) }
            $notes.Empty = Get-Failure { Set-AtlassianAdminKey Empty-Key -ApiKey ([securestring]::new()) }
            $notes.Null = Get-Failure { Set-AtlassianAdminKey Empty-Key -ApiKey $null }
            $notes.EmptyText = Get-Failure { Set-AtlassianAdminKey Empty-Key -ApiKey '' }
            $notes.Blank = Get-Failure { Set-AtlassianAdminKey Empty-Key -ApiKey (ConvertTo-Secret " `n") }
            $notes.Foreign = Get-Failure { Set-AtlassianAdminKey Empty-Key -ApiKey (ConvertTo-Secret "cl$([char]0xE9)") }
            $notes.Hashtable = Get-Failure { Set-AtlassianAdminKey Empty-Key -ApiKey @{ Key = 'words-of-a-hashtable' } }
            $notes.EmptyStored = [bool](Get-SecretInfo -Name Empty-Key -Vault Store)

            # Names.
            foreach ($name in 'with blank', 'under_score', 'dot.ted', 'slash/ed', '../up', "uml$([char]0xE4)ut", 'star*', '') {
                $notes["Name '$name'"] = Get-Failure { Set-AtlassianAdminKey $name -ApiKey $sandbox.ApiKey }
            }
            $notes.KeyAsName = Get-Failure { Set-AtlassianAdminKey $good -ApiKey $sandbox.ApiKey }
            $notes.KeyAsNameToUpdate = Get-Failure { Update-AtlassianAdminKey $good -ApiKey $sandbox.ApiKey }
            $notes.Good = $good

            # What is there already.
            $notes.NoClobber = Get-Failure { Set-AtlassianAdminKey -ApiKey (ConvertTo-Secret 'another-key') -NoClobber }
            $notes.NoClobberKept = (Read-Key) -ceq $good
            $notes.NoClobberFresh = Get-Warning { Set-AtlassianAdminKey Fresh-Key -ApiKey $sandbox.ApiKey -NoClobber }
            $notes.NoClobberFreshStored = (Read-Key Fresh-Key) -ceq $good
            Set-AtlassianAdminKey Fresh-Key -ApiKey (ConvertTo-Secret 'another-key')
            $notes.Overwritten = Read-Key Fresh-Key

            # Asking.
            Set-AtlassianAdminKey WhatIf-Key -ApiKey $sandbox.ApiKey -WhatIf
            $notes.WhatIfStored = [bool](Get-SecretInfo -Name WhatIf-Key -Vault Store)
            $WhatIfPreference = $true
            Set-AtlassianAdminKey WhatIf-Key -ApiKey $sandbox.ApiKey -WhatIf:$false
            $WhatIfPreference = $false
            $notes.NotWhatIfStored = [bool](Get-SecretInfo -Name WhatIf-Key -Vault Store)
            $ConfirmPreference = 'Low'
            $notes.SetUnconfirmed = Get-Failure { Set-AtlassianAdminKey WhatIf-Key -ApiKey (ConvertTo-Secret 'another-key') }
            Set-AtlassianAdminKey WhatIf-Key -ApiKey (ConvertTo-Secret 'another-key') -Confirm:$false
            $ConfirmPreference = 'High'
            $notes.ConfirmedOnce = Read-Key WhatIf-Key
            Get-AtlassianAdminKey Fresh-Key | Remove-AtlassianAdminKey -WhatIf
            $notes.RemoveWhatIf = [bool](Get-SecretInfo -Name Fresh-Key -Vault Store)
            $notes.RemoveUnconfirmed = Get-Failure { Get-AtlassianAdminKey Fresh-Key | Remove-AtlassianAdminKey }

            # Finding and removing.
            $notes.Wildcard = @(Get-AtlassianAdminKey 'Fresh-*', '*earer-*').SecretName
            $notes.NoWildcardHit = @(Get-AtlassianAdminKey 'nothing-*').Count
            $notes.NotThere = Get-Failure { Get-AtlassianAdminKey not-there }
            $notes.NoVault = Get-Failure { Get-AtlassianAdminKey -Vault no-vault }
            $notes.NoVaultToSet = Get-Failure { Set-AtlassianAdminKey -ApiKey $sandbox.ApiKey -Vault no-vault }
            $notes.NoVaultToConnect = Get-Failure { Connect-AtlassianOrganization -SecretName AtlassianAdminKey -Vault no-vault }
            $notes.ConnectNotThere = Get-Failure { Connect-AtlassianOrganization -SecretName not-there }
            $notes.RemoveNotThere = Get-Failure { Remove-AtlassianAdminKey not-there -Confirm:$false }
            $notes.ConnectSeveral = Get-Failure { Connect-AtlassianOrganization }
            Get-AtlassianAdminKey 'Fresh-Key', 'Text-Key' | Remove-AtlassianAdminKey -Confirm:$false
            $notes.Removed = @(Get-SecretInfo -Vault Store).Name

            # Tab.
            function Get-Completion { param($Line) @((TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText) }
            $notes.CompletedVaults = Get-Completion 'Set-AtlassianAdminKey -Vault '
            $notes.CompletedSecrets = Get-Completion 'Remove-AtlassianAdminKey Be'
            $notes.CompletedToConnect = Get-Completion 'Connect-AtlassianOrganization -SecretName Atl'
            $notes.CompletedToSite = Get-Completion 'Connect-AtlassianSite -SecretName Atl'
            $notes.CompletedOfScimVault = Get-Completion 'Connect-AtlassianOrganization -ScimVault Store -ScimSecretName Atl'

            # The errors of SecretManagement itself are no part of the session's.
            $Error.Clear()
            Get-AtlassianAdminKey not-there -ErrorAction SilentlyContinue
            $notes.SessionErrors = @($Error | ForEach-Object { $_.GetType().Name })
        }
    }

    It 'is empty at first, which says what to do' {
        $Notes.Nothing | Should -Be 0
        $Notes.ConnectNothing.Code | Should -BeExactly 'KeyMissing'
        $Notes.ConnectNothing.Message | Should -BeLike '*Set-AtlassianAdminKey*'
    }

    It 'stores a key with its organization and its expiry' {
        $Notes.Passed.SecretName | Should -BeExactly 'AtlassianAdminKey'
        $Notes.Passed.VaultName | Should -BeExactly 'Store'
        $Notes.Passed.OrganizationId | Should -BeExactly $Notes.OrganizationId
        $Notes.Passed.DaysLeft | Should -Be 45
        $Notes.RoundTrip | Should -BeTrue
    }

    It 'returns something only with -PassThru, and never the key' {
        $Notes.SetReturns | Should -Be 0
        $Notes.Text1 | Should -BeExactly 'AtlassianAdminKey'
        # Times stand first: they are shadowed for Export-Csv.
        $Notes.Properties | Should -Be 'ExpiresOn', 'SecretName', 'VaultName', 'OrganizationId', 'DaysLeft'
    }

    It 'lists it from the metadata' {
        $Notes.Listed.OrganizationId | Should -BeExactly $Notes.OrganizationId
        [DateTimeOffset]$Notes.Listed.ExpiresOn | Should -Be ([DateTimeOffset]$Notes.ExpiresOn)
        $Notes.Metadata.OrganizationId | Should -BeExactly $Notes.OrganizationId
        [DateTimeOffset]$Notes.Metadata.ExpiresOn | Should -Be ([DateTimeOffset]$Notes.ExpiresOn)
    }

    It 'holds one hashtable, in which Get-Secret shows the key as a SecureString' {
        $Notes.Kind | Should -Be 'Hashtable'
        $Notes.Entries | Should -Be 'ApiKey', 'ExpiresOn', 'OrganizationId'
        $Notes.EntryType | Should -Be 'SecureString'
    }

    It 'gives a key that connects, without naming anything' {
        $Notes.Connected.Organization | Should -BeExactly 'Sandbox Company'
        $Notes.Connected.Source | Should -BeExactly 'secret AtlassianAdminKey in vault Store'
        [DateTimeOffset]$Notes.Connected.ExpiresOn | Should -Be ([DateTimeOffset]$Notes.ExpiresOn)
    }

    It 'stores the key without blanks and Bearer, and says so' {
        $Notes.BearerStored | Should -BeTrue
        @($Notes.Bearer) | Should -HaveCount 1
        $Notes.Bearer | Should -BeLike "*'Bearer '*removed*"
    }

    It 'takes a string, with one warning in a session' {
        $Notes.FromTextStored | Should -BeTrue
        @($Notes.FromText) | Should -HaveCount 1
        $Notes.FromText | Should -BeLike '*plain text*history*transcripts*Read-Host -AsSecureString*'
    }

    It 'takes a credential, whose user name may be the organization' {
        $Notes.Credential.OrganizationId | Should -BeExactly $Notes.OrganizationId
    }

    It 'warns when the key looks like a personal token, or expires soon' {
        $Notes.Personal | Should -BeLike '*personal API token*'
        $Notes.Expiring | Should -BeLike '*expires within a week*Update-AtlassianAdminKey*'
    }

    It 'refuses a key that is no key: <_>' -ForEach 'Empty', 'Null', 'EmptyText', 'Blank', 'Foreign' {
        $Notes.$_.Code | Should -BeExactly 'KeyMissing'
        $Notes.EmptyStored | Should -BeFalse
    }

    It 'refuses an object as a key without quoting it' {
        $Notes.Hashtable.Count | Should -Be 1
        $Notes.Hashtable.Message | Should -BeLike '*of type Hashtable*'
        $Notes.Hashtable.Message | Should -Not -Match 'words-of-a-hashtable'
    }

    It "refuses the name '<_>'" -ForEach 'with blank', 'under_score', 'dot.ted', 'slash/ed', '../up', "uml$([char]0xE4)ut", 'star*' {
        $failure = $Notes."Name '$_'"
        $failure.Code | Should -BeExactly 'InvalidSecretName'
        $failure.Remedy | Should -BeLike '*digits and hyphens*'
    }

    It 'does not repeat a key that was typed in the place of the name: <_>' -ForEach 'KeyAsName', 'KeyAsNameToUpdate' {
        $Notes.$_.Code | Should -BeExactly 'InvalidSecretName'
        $Notes.$_.Message | Should -BeLike '*looks like a key itself*'
        $Notes.$_.Message + $Notes.$_.Target | Should -Not -BeLike "*$($Notes.Good)*"
    }

    It 'keeps what is there with -NoClobber, and overwrites it without' {
        $Notes.NoClobber.Code | Should -BeExactly 'SecretExists'
        $Notes.NoClobber.Remedy | Should -BeLike '*Update-AtlassianAdminKey*'
        $Notes.NoClobberKept | Should -BeTrue
        $Notes.NoClobberFresh | Should -BeNullOrEmpty
        $Notes.NoClobberFreshStored | Should -BeTrue
        $Notes.Overwritten | Should -BeExactly 'another-key'
    }

    It 'stores nothing with -WhatIf, and asks once and not again inside' {
        $Notes.WhatIfStored | Should -BeFalse
        $Notes.NotWhatIfStored | Should -BeTrue
        $Notes.ConfirmedOnce | Should -BeExactly 'another-key'
        $Notes.SetUnconfirmed.Code | Should -BeExactly 'ConfirmationUnavailable'
    }

    It 'removes only what is agreed to' {
        $Notes.RemoveWhatIf | Should -BeTrue
        $Notes.RemoveUnconfirmed.Code | Should -BeExactly 'ConfirmationUnavailable'
        $Notes.RemoveUnconfirmed.Remedy | Should -BeLike '*-Confirm:$false*'
        $Notes.Removed | Should -Not -Contain 'Fresh-Key'
        $Notes.Removed | Should -Not -Contain 'Text-Key'
        $Notes.Removed | Should -Contain 'AtlassianAdminKey'
    }

    It 'finds by wildcards, in which nothing is no error' {
        $Notes.Wildcard | Sort-Object | Should -Be 'Bearer-Key', 'Fresh-Key'
        $Notes.NoWildcardHit | Should -Be 0
    }

    It '<Who> says <Code>' -ForEach @(
        @{ Who = 'NotThere'; Code = 'SecretNotFound' }
        @{ Who = 'RemoveNotThere'; Code = 'SecretNotFound' }
        @{ Who = 'ConnectNotThere'; Code = 'SecretNotFound' }
        @{ Who = 'NoVault'; Code = 'VaultNotFound' }
        @{ Who = 'NoVaultToSet'; Code = 'VaultNotFound' }
        @{ Who = 'NoVaultToConnect'; Code = 'VaultNotFound' }
        @{ Who = 'ConnectSeveral'; Code = 'KeyMissing' }
    ) {
        $Notes.$Who.Code | Should -BeExactly $Code
        $Notes.$Who.Count | Should -Be 1
        $Notes.$Who.Remedy | Should -Not -BeNullOrEmpty
    }

    It 'completes vaults at Tab' {
        $Notes.CompletedVaults | Should -Contain 'Store'
    }

    It 'completes secrets at Tab' -Skip:([bool]$noSecretStore) {
        $Notes.CompletedSecrets | Should -Be 'Bearer-Key'
        $Notes.CompletedToConnect | Should -Be 'AtlassianAdminKey'
        $Notes.CompletedToSite | Should -Be 'AtlassianAdminKey'
        $Notes.CompletedOfScimVault | Should -Be 'AtlassianAdminKey'
    }

    # Any other vault may be far away, or ask.
    It 'completes no secrets of a vault other than SecretStore' -Skip:(-not $noSecretStore) {
        $Notes.CompletedSecrets | Should -Not -Contain 'Bearer-Key'
        $Notes.CompletedToConnect | Should -Not -Contain 'AtlassianAdminKey'
        $Notes.CompletedToSite | Should -Not -Contain 'AtlassianAdminKey'
    }

    It 'leaves one error in the session for one failure' {
        @($Notes.SessionErrors) | Should -Be 'ErrorRecord'
    }
}

Describe 'Kinds of secrets in <_>' -ForEach $store -Skip:([bool]$noVaults) {
    BeforeAll {
        $script:Notes = Invoke-Scene {
            Open-Store
            $sandbox = Start-AtlassianSandbox -UserCount 12
            $organization = $sandbox.OrganizationId
            $good = [System.Net.NetworkCredential]::new('', $sandbox.ApiKey).Password
            Set-Secret Of-SecureString -Secret $sandbox.ApiKey -Metadata @{ OrganizationId = $organization; ExpiresOn = [datetime]'2031-02-03' }
            Set-Secret Of-String -Secret $good -Metadata @{ OrgId = $organization }
            Set-Secret Of-Credential -Secret ([pscredential]::new($organization, $sandbox.ApiKey))
            Set-Secret Of-Hashtable -Secret @{ ApiKey = $sandbox.ApiKey; OrganizationId = $organization; ExpiresOn = '2031-02-03' }
            Set-Secret Of-Hashtable-Text -Secret @{ apikey = $good; orgid = $organization; expireson = '2031-02-03T00:00:00+02:00' }
            Set-Secret Of-Hashtable-Credential -Secret @{ ApiKey = [pscredential]::new('x', $sandbox.ApiKey); OrgId = $organization; ExpiresOn = 'soon' }
            Set-Secret Of-Bytes -Secret ([byte[]](1, 2, 3))
            Set-Secret Of-Hashtable-Without -Secret @{ Key = $good }
            Set-Secret Of-Hashtable-Bytes -Secret @{ ApiKey = [byte[]](1, 2, 3) }
            Set-Secret Of-Empty -Secret ([securestring]::new())
            foreach ($name in 'Of-SecureString', 'Of-String', 'Of-Credential', 'Of-Hashtable', 'Of-Hashtable-Text', 'Of-Hashtable-Credential') {
                $notes[$name] = Test-Key $name
                $notes["$name key"] = Get-AtlassianAdminKey $name
            }
            foreach ($name in 'Of-Bytes', 'Of-Hashtable-Without', 'Of-Hashtable-Bytes', 'Of-Empty') {
                $notes[$name] = Get-Failure { Connect-AtlassianOrganization $organization -SecretName $name -BaseUri $sandbox.Uri }
                $notes["$name connected"] = [bool](Get-AtlassianConnection)
            }
            $notes.Listed = @(Get-AtlassianAdminKey).Count
            # Only the name says what these may be; what cannot be a key is no key.
            Set-Secret AtlassianAdmin-Mine -Secret $sandbox.ApiKey
            Set-Secret AtlassianAdmin-Bytes -Secret ([byte[]](1, 2, 3))
            $notes.ListedByName = @(Get-AtlassianAdminKey).SecretName
            # One store under two names, neither of which is the default.
            if ($WithSecretStore) {
                Register-SecretVault -Name Twin -ModuleName Microsoft.PowerShell.SecretStore
                Set-SecretVaultDefault -ClearDefault
                $notes.ListedByTwins = @(Get-AtlassianAdminKey).SecretName
                $notes.ReadFromTwins = Test-Key Of-Hashtable
                $notes.ReadFromTwin = Test-Key Of-Hashtable Twin
            }
        }
    }

    It '<_> connects' -ForEach 'Of-SecureString', 'Of-String', 'Of-Credential', 'Of-Hashtable', 'Of-Hashtable-Text', 'Of-Hashtable-Credential' {
        $Notes.$_.Organization | Should -BeExactly 'Sandbox Company'
        $Notes.$_.Source | Should -BeExactly "secret $_ in vault Store"
    }

    It '<Name> tells when it expires' -ForEach @(
        @{ Name = 'Of-SecureString'; Date = '2031-02-03' }
        @{ Name = 'Of-Hashtable'; Date = '2031-02-03' }
        @{ Name = 'Of-Hashtable-Text'; Date = '2031-02-02' }
    ) {
        ([DateTimeOffset]$Notes."$Name key".ExpiresOn).UtcDateTime.ToString('yyyy-MM-dd') | Should -Be $Date
    }

    It 'makes nothing of a date that is none' {
        $Notes.'Of-Hashtable-Credential key'.ExpiresOn | Should -BeNullOrEmpty
    }

    It '<Name> is <Code>, and leaves nothing connected' -ForEach @(
        @{ Name = 'Of-Bytes'; Code = 'SecretUnusable'; Says = 'Byte' }
        @{ Name = 'Of-Hashtable-Without'; Code = 'SecretUnusable'; Says = 'without an entry ApiKey' }
        @{ Name = 'Of-Hashtable-Bytes'; Code = 'SecretUnusable'; Says = 'Byte' }
        @{ Name = 'Of-Empty'; Code = 'KeyMissing'; Says = 'nothing is left' }
    ) {
        $Notes.$Name.Code | Should -BeExactly $Code
        $Notes.$Name.Message | Should -BeLike "*$Says*"
        $Notes."$Name connected" | Should -BeFalse
    }

    It 'lists a secret of somebody else only when its name says so and a key is in it' {
        $Notes.Listed | Should -Be 0
        $Notes.ListedByName | Should -Be 'AtlassianAdmin-Mine'
    }

    It 'counts a store once that is registered twice' -Skip:([bool]$noSecretStore) {
        $Notes.ListedByTwins | Should -Be 'AtlassianAdmin-Mine'
        $Notes.ReadFromTwins.Organization | Should -BeExactly 'Sandbox Company'
        $Notes.ReadFromTwin.Source | Should -BeExactly 'secret Of-Hashtable in vault Twin'
    }
}

Describe 'A locked vault' -Skip:([bool]$noSecretStore) {
    BeforeAll {
        $script:LockedHome = Get-FreshHome
        $null = Invoke-Scene -At $LockedHome {
            Import-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
            $password = ConvertTo-Secret 'password-of-the-store'
            Set-SecretStoreConfiguration -Scope CurrentUser -Authentication Password -Interaction None -PasswordTimeout 3600 -Password $password -Confirm:$false
            Register-SecretVault -Name Store -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
            Unlock-SecretStore -Password $password
            Set-AtlassianAdminKey -ApiKey (ConvertTo-Secret 'ATCTT-a-key') -OrganizationId org-1
        }
        $script:AskingHome = Get-FreshHome
        Copy-Item -Path (Join-Path $LockedHome '.secretmanagement') -Destination $AskingHome -Recurse
        $null = Invoke-Scene -At $AskingHome {
            Import-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
            Unlock-SecretStore -Password (ConvertTo-Secret 'password-of-the-store')
            Set-SecretStoreConfiguration -Interaction Prompt -Confirm:$false
        }
        $script:Everything = {
            $notes.Get = Get-Failure { Get-AtlassianAdminKey }
            $notes.GetNamed = Get-Failure { Get-AtlassianAdminKey AtlassianAdminKey -Vault Store }
            $notes.Set = Get-Failure { Set-AtlassianAdminKey -ApiKey (ConvertTo-Secret 'another-key') }
            $notes.Update = Get-Failure { Update-AtlassianAdminKey -ApiKey (ConvertTo-Secret 'another-key') }
            $notes.Remove = Get-Failure { Remove-AtlassianAdminKey AtlassianAdminKey -Confirm:$false }
            $notes.Connect = Get-Failure { Connect-AtlassianOrganization }
            $notes.ConnectNamed = Get-Failure { Connect-AtlassianOrganization -SecretName AtlassianAdminKey }
            $line = 'Get-AtlassianAdminKey -SecretName '
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $notes.Completed = @((TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches | Where-Object ResultType -EQ 'ParameterValue').Count
            $notes.CompletedSeconds = $watch.Elapsed.TotalSeconds
            Unlock-SecretStore -Password (ConvertTo-Secret 'password-of-the-store')
            $notes.Unlocked = (Get-AtlassianAdminKey).OrganizationId
            $notes.Kept = Read-Key
        }
    }

    Context 'that <Name>' -ForEach @(
        @{ Name = 'may not ask'; Asks = $false; How = @{} }
        @{ Name = 'would ask, with -NonInteractive'; Asks = $true; How = @{} }
        @{ Name = 'would ask, with an input that never comes'; Asks = $true; How = @{ Interactive = $true; Open = $true } }
        @{ Name = 'would ask, with an input that has ended'; Asks = $true; How = @{ Interactive = $true } }
    ) {
        BeforeAll {
            $script:Notes = Invoke-Scene -Scene $Everything -At $(if ($Asks) { $AskingHome } else { $LockedHome }) @How
        }

        It 'fails <_> fast with VaultLocked' -ForEach 'Get', 'GetNamed', 'Set', 'Update', 'Remove', 'Connect', 'ConnectNamed' {
            $Notes.$_.Code | Should -BeExactly 'VaultLocked'
            $Notes.$_.Message | Should -BeLike '*Store*'
            $Notes.$_.Remedy | Should -BeLike '*Unlock-SecretStore*Interaction None*'
            $Notes.$_.Count | Should -Be 1
            $Notes.$_.Seconds | Should -BeLessThan 10
        }

        It 'does not ask at Tab' {
            $Notes.Completed | Should -Be 0
            $Notes.CompletedSeconds | Should -BeLessThan 5
            $Notes.Text | Should -Not -Match 'Enter password'
        }

        It 'opens with Unlock-SecretStore, and has lost nothing' {
            $Notes.Unlocked | Should -BeExactly 'org-1'
            $Notes.Kept | Should -BeExactly 'ATCTT-a-key'
        }
    }

    Context 'in a terminal' -Skip:($noSecretStore -or -not $IsLinux -or -not (Get-Command script -CommandType Application -ErrorAction Ignore)) {
        It 'is announced before it asks for its password, and opens with it' {
            $text = "Import-Module '$($script:ModulePath -replace "'", "''")'; (Get-AtlassianAdminKey).OrganizationId"
            $start = New-ShellStart "-NoProfile $(ConvertTo-EncodedCommand $text)"
            $start.Arguments = "-qec `"$($start.FileName) $($start.Arguments -replace '"', '\"')`" /dev/null"
            $start.FileName = 'script'
            $start.RedirectStandardOutput = $start.RedirectStandardInput = $true
            $start.EnvironmentVariables['HOME'] = $AskingHome
            $process = [System.Diagnostics.Process]::Start($start)
            try {
                $seen = ''
                while ($seen -notmatch 'Enter password:') {
                    $read = $process.StandardOutput.Read()
                    if ($read -lt 0) {
                        break
                    }
                    $seen += [char] $read
                }
                $seen | Should -Match '(?s)The vault Store is locked\. It asks for its own password now, not for the Atlassian key\..*Enter password:'
                $process.StandardInput.WriteLine('password-of-the-store')
                $process.StandardInput.Flush()
                $process.StandardOutput.ReadToEnd() | Should -Match 'org-1'
            }
            finally {
                if (-not $process.HasExited) {
                    $process.Kill()
                }
                $process.Dispose()
            }
        }
    }

    Context 'in a job' -Skip:$noJobs {
        BeforeAll {
            $script:Notes = Invoke-Scene -At $AskingHome {
                $script = { param($path) Import-Module $path; try { Get-AtlassianAdminKey -ErrorAction Stop } catch { ($_.FullyQualifiedErrorId -split ',')[0] } }
                $job = Start-Job $script -ArgumentList $ModulePath
                $null = Wait-Job $job -Timeout 40
                $notes.Job = Receive-Job $job
                $notes.State = "$($job.State)"
                Stop-Job $job
                $notes.Parallel = 1 | ForEach-Object -Parallel { Import-Module $using:ModulePath; try { Get-AtlassianAdminKey -ErrorAction Stop } catch { ($_.FullyQualifiedErrorId -split ',')[0] } }
            }
        }

        It 'does not block it' {
            $Notes.State | Should -Be 'Completed'
            $Notes.Job | Should -BeExactly 'VaultLocked'
            $Notes.Parallel | Should -BeExactly 'VaultLocked'
        }
    }
}

Describe 'Vaults other than SecretStore' -Skip:([bool]$noVaults) {
    BeforeAll {
        $script:Notes = Invoke-Scene {
            Import-Module Microsoft.PowerShell.SecretManagement
            $sandbox = Start-AtlassianSandbox -UserCount 12
            $good = [System.Net.NetworkCredential]::new('', $sandbox.ApiKey).Password
            $expiry = [DateTimeOffset]'2031-02-03T04:05:06+00:00'
            $notes.NoneGet = Get-Failure { Get-AtlassianAdminKey }
            $notes.NoneSet = Get-Failure { Set-AtlassianAdminKey -ApiKey $sandbox.ApiKey }
            $notes.NoneConnect = Get-Failure { Connect-AtlassianOrganization }
            $notes.NoneConnectNamed = Get-Failure { Connect-AtlassianOrganization -SecretName AtlassianAdminKey }

            Add-FolderVault Bare @{ Refuses = 'metadata' }
            Add-FolderVault Json @{ Refuses = 'metadata'; Json = $true }
            Add-FolderVault Plain @{ Refuses = 'hashtable,metadata' }
            Add-FolderVault Marked @{ Refuses = 'hashtable' }
            Add-FolderVault Deaf @{ Refuses = 'write' }
            Set-SecretVaultDefault -ClearDefault
            $notes.NoDefault = Get-Failure { Set-AtlassianAdminKey -ApiKey $sandbox.ApiKey }
            foreach ($vault in 'Bare', 'Json', 'Plain', 'Marked') {
                $with = @{ ApiKey = $sandbox.ApiKey; OrganizationId = $sandbox.OrganizationId; ExpiresOn = $expiry; Vault = $vault }
                $notes["$vault warned"] = Get-Warning { Set-AtlassianAdminKey @with }
                $notes["$vault named"] = Get-Warning { Set-AtlassianAdminKey Other-Name @with }
                $notes["$vault key"] = (Read-Key -Vault $vault) -ceq $good
                $notes["$vault listed"] = @(Get-AtlassianAdminKey -Vault $vault)
                $organization = if ($vault -eq 'Plain') { $sandbox.OrganizationId }
                $with = @{ SecretName = 'AtlassianAdminKey'; Vault = $vault; BaseUri = $sandbox.Uri; PassThru = $true }
                if ($organization) { $with.OrganizationId = $organization }
                $notes["$vault connected"] = (Connect-AtlassianOrganization @with).OrganizationName
            }
            $notes.OrganizationId = $sandbox.OrganizationId
            $notes.Deaf = Get-Failure { Set-AtlassianAdminKey -Vault Deaf -ApiKey (ConvertTo-Secret 'Zx9-plain-key-0042') }

            # Which vault is meant.
            $notes.Ambiguous = Get-Failure { Connect-AtlassianOrganization -SecretName AtlassianAdminKey }
            $notes.AmbiguousToRemove = Get-Failure { Remove-AtlassianAdminKey AtlassianAdminKey -Confirm:$false }
            Set-AtlassianAdminKey Only-Here -Vault Json -ApiKey $sandbox.ApiKey -OrganizationId $sandbox.OrganizationId
            $notes.OnlyHere = Test-Key Only-Here
            Set-SecretVaultDefault -Name Json
            $notes.FromDefault = Test-Key AtlassianAdminKey
            $notes.Nowhere = Get-Failure { Connect-AtlassianOrganization -SecretName nowhere }
            Add-FolderVault Mute @{ Refuses = 'read' }
            Set-Content -LiteralPath (Join-Path $SceneHome 'folder-Mute/AtlassianAdmin-X.xml') -Value 'this is no XML'
            $notes.ListedWithBroken = @(Get-AtlassianAdminKey -WarningVariable warned).Count
            $notes.BrokenWarned = @($warned | ForEach-Object { "$_" })
            $notes.BrokenNamed = Get-Failure { Get-AtlassianAdminKey -Vault Mute }
        }
    }

    It 'no vault at all is VaultNotFound: <_>' -ForEach 'NoneGet', 'NoneSet', 'NoneConnect', 'NoneConnectNamed' {
        $Notes.$_.Code | Should -BeExactly 'VaultNotFound'
        $Notes.$_.Message | Should -BeLike '*no vault is registered*'
        $Notes.$_.Remedy | Should -BeLike '*Register-SecretVault*'
        $Notes.Text | Should -Not -BeLike '*no extension vaults registered*'
    }

    It 'does not choose among several without a default' {
        $Notes.NoDefault.Code | Should -BeExactly 'VaultNotFound'
        $Notes.NoDefault.Message | Should -BeLike '*several are registered*Bare*'
    }

    It '<_> keeps the key and gives it back' -ForEach 'Bare', 'Json', 'Plain', 'Marked' {
        $Notes."$_ key" | Should -BeTrue
        $Notes."$_ connected" | Should -BeExactly 'Sandbox Company'
    }

    It '<_> keeps the organization and the expiry' -ForEach 'Bare', 'Json', 'Marked' {
        $key = $Notes."$_ listed" | Where-Object SecretName -EQ 'AtlassianAdminKey'
        $key.OrganizationId | Should -BeExactly $Notes.OrganizationId
        [DateTimeOffset]$key.ExpiresOn | Should -Be ([DateTimeOffset]'2031-02-03T04:05:06+00:00')
        $Notes."$_ warned" | Should -BeNullOrEmpty
    }

    It 'says when a vault can keep nothing but the key' {
        $Notes.'Plain warned' | Should -BeLike '*keeps the key alone*-OrganizationId*'
        @($Notes.'Plain listed').SecretName | Should -Be 'AtlassianAdminKey'
    }

    It 'says when a name will not be listed, in <Vault>: <Told>' -ForEach @(
        @{ Vault = 'Bare'; Told = $true }
        @{ Vault = 'Json'; Told = $true }
        @{ Vault = 'Marked'; Told = $false }
    ) {
        [bool]($Notes."$Vault named" -match 'begin with AtlassianAdmin') | Should -Be $Told
        ($Notes."$Vault listed".SecretName -contains 'Other-Name') | Should -Be (-not $Told)
    }

    It 'tells the words of a vault that fails, without the secret' {
        $Notes.Deaf.Code | Should -BeExactly 'VaultFailed'
        $Notes.Deaf.Message | Should -BeLike '*This vault does not keep*'
        $Notes.Deaf.Message | Should -Not -Match 'Zx9-plain-key-0042'
    }

    It 'takes the vault that holds the secret, and does not choose among several' {
        $Notes.OnlyHere.Source | Should -BeExactly 'secret Only-Here in vault Json'
        $Notes.FromDefault.Source | Should -BeExactly 'secret AtlassianAdminKey in vault Json'
        $Notes.Ambiguous.Code | Should -BeExactly 'SecretUnusable'
        $Notes.Ambiguous.Message | Should -BeLike '*several vaults*-Vault*'
        $Notes.AmbiguousToRemove.Code | Should -BeExactly 'SecretUnusable'
        $Notes.Nowhere.Code | Should -BeExactly 'SecretNotFound'
    }

    It 'lists what it can when one vault fails, and says which does' {
        $Notes.ListedWithBroken | Should -BeGreaterThan 3
        @($Notes.BrokenWarned) | Should -HaveCount 1
        $Notes.BrokenWarned | Should -BeLike '*Mute*'
        $Notes.BrokenNamed.Code | Should -BeExactly 'VaultFailed'
    }
}

Describe 'A key is replaced in <_>' -ForEach $store -Skip:([bool]$noVaults) {
    BeforeAll {
        $script:Notes = Invoke-Scene {
            Open-Store
            $sandbox = Start-AtlassianSandbox -UserCount 12
            $good = [System.Net.NetworkCredential]::new('', $sandbox.ApiKey).Password
            $old = 'ATCTT-the-old-key'
            $expiry = [DateTimeOffset]::UtcNow.AddDays(100)
            Set-AtlassianAdminKey -ApiKey (ConvertTo-Secret $old) -OrganizationId $sandbox.OrganizationId -ExpiresOn $expiry
            $here = @{ BaseUri = $sandbox.Uri }

            $attempts = [ordered]@{
                Expired  = { Update-AtlassianAdminKey -ApiKey $sandbox.ExpiredApiKey @here }
                Personal = { Update-AtlassianAdminKey -ApiKey $sandbox.PersonalToken @here }
                Scoped   = { Update-AtlassianAdminKey -ApiKey $sandbox.ScopedApiKey @here }
                Foreign  = { Update-AtlassianAdminKey -ApiKey $sandbox.OtherOrganizationApiKey @here }
                Empty    = { Update-AtlassianAdminKey -ApiKey '' @here }
                Insecure = { Update-AtlassianAdminKey -ApiKey $sandbox.ApiKey -BaseUri 'http://example.com/' }
                Other    = { Update-AtlassianAdminKey -ApiKey $sandbox.ApiKey -OrganizationId 11111111-1111-1111-1111-111111111111 @here }
                NotThere = { Update-AtlassianAdminKey not-there -ApiKey $sandbox.ApiKey @here }
            }
            foreach ($name in $attempts.Keys) {
                $notes[$name] = Get-Failure $attempts[$name]
                $notes["$name kept"] = (Read-Key) -ceq $old
            }
            $notes.KeptExpiry = (Get-AtlassianAdminKey).ExpiresOn -eq $expiry
            Update-AtlassianAdminKey -ApiKey $sandbox.ApiKey @here -WhatIf
            $notes.WhatIfKept = (Read-Key) -ceq $old
            $notes.WhatIfScoped = Get-Failure { Update-AtlassianAdminKey -ApiKey $sandbox.ScopedApiKey @here -WhatIf }

            # The new key goes in, while connections with keys of this and of another secret are open.
            Set-AtlassianAdminKey Another-Key -ApiKey $sandbox.ApiKey -OrganizationId $sandbox.OrganizationId
            Set-AtlassianAdminKey -ApiKey $sandbox.ApiKey -OrganizationId $sandbox.OrganizationId -ExpiresOn $expiry
            Connect-AtlassianOrganization -SecretName Another-Key @here -Name unconcerned
            Connect-AtlassianOrganization -SecretName atlassianadminkey @here -Name concerned
            Set-AtlassianAdminKey -ApiKey (ConvertTo-Secret $old) -OrganizationId $sandbox.OrganizationId -ExpiresOn $expiry
            $notes.Warned = Get-Warning { Update-AtlassianAdminKey -ApiKey $sandbox.ApiKey @here }
            $notes.New = (Read-Key) -ceq $good
            $notes.NewConnects = Test-Key AtlassianAdminKey
            $notes.NewInfo = Get-AtlassianAdminKey AtlassianAdminKey
            $notes.OrganizationId = $sandbox.OrganizationId
            Disconnect-AtlassianOrganization -All
            $notes.Quiet = Get-Warning { Update-AtlassianAdminKey -ApiKey $sandbox.ApiKey @here -ExpiresOn $expiry.AddDays(200) }
            $notes.Passed = Get-AtlassianAdminKey AtlassianAdminKey | Update-AtlassianAdminKey -ApiKey $sandbox.ApiKey @here -ExpiresOn $expiry.AddDays(200) -PassThru
            $notes.Soon = Get-Warning { Update-AtlassianAdminKey -ApiKey $sandbox.ApiKey @here -ExpiresOn (Get-Date).AddHours(3) }

            # A key that something else stored, without an organization.
            Set-Secret By-Hand -Secret (ConvertTo-Secret $old)
            $notes.ByHand = Get-Failure { Update-AtlassianAdminKey By-Hand -ApiKey $sandbox.ApiKey @here }
            $notes.ByHandKept = (Read-Key By-Hand) -ceq $old
            Update-AtlassianAdminKey By-Hand -ApiKey $sandbox.ApiKey -OrganizationId $sandbox.OrganizationId @here
            $notes.ByHandNew = (Read-Key By-Hand) -ceq $good
            $notes.ByHandInfo = Get-AtlassianAdminKey By-Hand

            # A vault that stops writing in between.
            Add-FolderVault Folder
            Set-AtlassianAdminKey -Vault Folder -ApiKey (ConvertTo-Secret $old) -OrganizationId $sandbox.OrganizationId
            $folder = (Get-SecretVault Folder).VaultParameters.Folder
            Unregister-SecretVault Folder
            Register-SecretVault Folder -ModuleName $FolderVaultPath -VaultParameters @{ Folder = $folder; Refuses = 'write' }
            $notes.Broken = Get-Failure { Update-AtlassianAdminKey -Vault Folder -ApiKey $sandbox.ApiKey @here }
            $notes.BrokenKept = (Read-Key -Vault Folder) -ceq $old

            Stop-AtlassianSandbox
            $notes.Requests = $sandbox.Uri.AbsoluteUri
        }
    }

    It 'refuses the new key <Name>, keeps the old one, and says both' -ForEach @(
        @{ Name = 'Expired'; Code = 'KeyRejected' }
        @{ Name = 'Personal'; Code = 'PersonalTokenUsed' }
        @{ Name = 'Scoped'; Code = 'KeyHasScopes' }
        @{ Name = 'Foreign'; Code = 'OrganizationNotFound' }
        @{ Name = 'Insecure'; Code = 'InsecureAddress' }
        @{ Name = 'Other'; Code = 'SecretUnusable' }
    ) {
        $Notes.$Name.Code | Should -BeExactly $Code
        $Notes.$Name.Count | Should -Be 1
        $Notes.$Name.Message | Should -BeLike '*The secret AtlassianAdminKey in the vault Store was left as it was: it still holds the old key.'
        $Notes."$Name kept" | Should -BeTrue
    }

    It 'names the next step for a key that is not good enough' {
        $Notes.Scoped.Remedy | Should -BeLike '*WITHOUT scopes*Update-AtlassianAdminKey again*'
        $Notes.Expired.Remedy | Should -BeLike '*Update-AtlassianAdminKey again*'
    }

    It 'says <Code> before anything is tried: <Name>' -ForEach @(
        @{ Name = 'Empty'; Code = 'KeyMissing' }
        @{ Name = 'NotThere'; Code = 'SecretNotFound' }
    ) {
        $Notes.$Name.Code | Should -BeExactly $Code
        $Notes."$Name kept" | Should -BeTrue
    }

    It 'keeps the expiry of the old key with the old key' {
        $Notes.KeptExpiry | Should -BeTrue
    }

    It 'changes nothing with -WhatIf, and tells a refusal all the same' {
        $Notes.WhatIfKept | Should -BeTrue
        $Notes.WhatIfScoped.Code | Should -BeExactly 'KeyHasScopes'
    }

    It 'stores a good new key, which connects' {
        $Notes.New | Should -BeTrue
        $Notes.NewConnects.Organization | Should -BeExactly 'Sandbox Company'
        $Notes.NewInfo.OrganizationId | Should -BeExactly $Notes.OrganizationId
    }

    It 'warns of the connection that keeps the old key, and of no other' {
        @($Notes.Warned -match 'keeps using the old key') | Should -HaveCount 1
        $Notes.Warned -match 'keeps using the old key' | Should -BeLike '*connection concerned *'
    }

    It 'does not keep the expiry of the old key for the new one, and says so' {
        $Notes.NewInfo.ExpiresOn | Should -BeNullOrEmpty
        $Notes.Warned -match 'belonged to the old key' | Should -BeLike '*-ExpiresOn*'
    }

    It 'is quiet when there is nothing to say' {
        $Notes.Quiet | Should -BeNullOrEmpty
        $Notes.Passed.DaysLeft | Should -BeIn 299, 300
        $Notes.Soon | Should -BeLike '*expires within a day*'
    }

    It 'asks for the organization when none is stored' {
        $Notes.ByHand.Code | Should -BeExactly 'OrganizationNotFound'
        $Notes.ByHand.Message | Should -BeLike '*-OrganizationId*still holds the old key.'
        $Notes.ByHandKept | Should -BeTrue
        $Notes.ByHandNew | Should -BeTrue
        $Notes.ByHandInfo.OrganizationId | Should -BeExactly $Notes.OrganizationId
    }

    It 'looks up what is stored when the vault fails' {
        $Notes.Broken.Code | Should -BeExactly 'VaultFailed'
        $Notes.Broken.Message | Should -BeLike '*still holds the old key.'
        $Notes.BrokenKept | Should -BeTrue
    }
}

Describe 'Several sessions at once, with <_>' -ForEach $store -Skip:([bool]$noVaults) {
    BeforeAll {
        $script:Notes = Invoke-Scene -Seconds 180 {
            Open-Store
            Set-Secret By-Hand -Secret (ConvertTo-Secret 'ATCTT-a-key') -Metadata @{ OrgId = 'org-1' }
            Set-AtlassianAdminKey -ApiKey (ConvertTo-Secret 'ATCTT-a-key') -OrganizationId org-2
            $notes.Read = @(1..2 | ForEach-Object -ThrottleLimit 2 -Parallel {
                    Import-Module $using:ModulePath
                    1..50 | ForEach-Object {
                        try { (Get-AtlassianAdminKey By-Hand -ErrorAction Stop).OrganizationId } catch { "$_" }
                    }
                } | Group-Object | ForEach-Object { @{ What = $_.Name; Times = $_.Count } })
            # Others call SecretManagement without our gate; ours wait for them.
            $notes.Mixed = @(1..2 | ForEach-Object -ThrottleLimit 2 -Parallel {
                    Import-Module $using:ModulePath, Microsoft.PowerShell.SecretManagement
                    if ($_ -eq 1) {
                        1..150 | ForEach-Object { $null = Get-Secret By-Hand -Vault Store -ErrorAction Ignore 2>$null }
                    }
                    else {
                        1..50 | ForEach-Object {
                            try { (Get-AtlassianAdminKey By-Hand -ErrorAction Stop).OrganizationId } catch { "$_" }
                        }
                    }
                } | Group-Object | ForEach-Object { @{ What = $_.Name; Times = $_.Count } })
            $notes.Written = @(1..2 | ForEach-Object -ThrottleLimit 2 -Parallel {
                    Import-Module $using:ModulePath
                    $session = $_
                    1..10 | ForEach-Object {
                        try { Set-AtlassianAdminKey "Written-$session-$_" -ApiKey (ConvertTo-SecureString "key-$session-$_" -AsPlainText -Force) -ErrorAction Stop } catch { "$_" }
                    }
                } | Group-Object | ForEach-Object { @{ What = $_.Name; Times = $_.Count } })
            $notes.Found = @(Get-AtlassianAdminKey Written-*).Count
            $notes.Last = Read-Key Written-2-10
        }
    }

    It 'all read the key, 50 times each' {
        @($Notes.Read) | Should -HaveCount 1
        $Notes.Read[0].What | Should -BeExactly 'org-1'
        $Notes.Read[0].Times | Should -Be 100
    }

    It 'read it while a script of somebody else reads secrets' {
        @($Notes.Mixed) | Should -HaveCount 1
        $Notes.Mixed[0].What | Should -BeExactly 'org-1'
        $Notes.Mixed[0].Times | Should -Be 50
    }

    It 'all write their keys' {
        $Notes.Written | Should -BeNullOrEmpty
        $Notes.Found | Should -Be 20
        $Notes.Last | Should -BeExactly 'key-2-10'
    }
}

Describe 'The text of a key, with <_>' -ForEach $store -Skip:([bool]$noVaults) {
    BeforeAll {
        # Of no known shape, so that only care keeps it out, not the filter for keys.
        $script:KeyText = 'Zx9-plain-key-0042'
        $script:SceneHome = Get-FreshHome
        $script:Notes = Invoke-Scene -At $SceneHome {
            Open-Store
            Add-FolderVault Deaf @{ Refuses = 'write' }
            Add-FolderVault Picky @{ Refuses = 'hashtable,metadata' }
            $sandbox = Start-AtlassianSandbox -UserCount 12
            # Put together here, so that the transcript does not get it from this script.
            $text = 'Zx9-plain' + '-key-' + '0042'
            $secret = ConvertTo-Secret $text
            $credential = [pscredential]::new('someone', $secret)
            $organization = $sandbox.OrganizationId
            # Until PowerShell 7.6, -Debug alone asks before each change.
            $PSDefaultParameterValues = @{ '*-AtlassianAdminKey:Confirm' = $false }
            $everything = @{ Verbose = $true; Debug = $true; InformationAction = 'Continue'; WarningAction = 'Continue'; ErrorAction = 'Continue' }
            $null = Start-Transcript -LiteralPath (Join-Path $SceneHome 'transcript.txt')
            $streams = & {
                Set-AtlassianAdminKey -ApiKey $secret -OrganizationId $organization -PassThru @everything
                Set-AtlassianAdminKey -ApiKey $text -PassThru -OrganizationId $organization @everything
                Set-AtlassianAdminKey By-Credential -Credential $credential -PassThru @everything
                Set-AtlassianAdminKey -ApiKey "Bearer $text" -WhatIf @everything
                Set-AtlassianAdminKey -ApiKey $secret -NoClobber @everything
                Set-AtlassianAdminKey 'no name' -ApiKey $secret @everything
                Set-AtlassianAdminKey -ApiKey @($text, $text) @everything
                Set-AtlassianAdminKey -ApiKey @{ Key = $text } @everything
                Set-AtlassianAdminKey -ApiKey $secret -Vault Deaf @everything
                Set-AtlassianAdminKey -ApiKey $secret -Vault Picky -OrganizationId $organization @everything
                Update-AtlassianAdminKey -ApiKey $secret -BaseUri $sandbox.Uri @everything
                Update-AtlassianAdminKey -ApiKey $text -BaseUri $sandbox.Uri @everything
                Get-AtlassianAdminKey @everything
                Get-AtlassianAdminKey | Format-List * -Force
                Get-AtlassianAdminKey | ConvertTo-Json
                Connect-AtlassianOrganization -SecretName AtlassianAdminKey -Vault Store -BaseUri $sandbox.Uri @everything
                Connect-AtlassianOrganization -SecretName AtlassianAdminKey -BaseUri 'http://example.com' @everything
                Remove-AtlassianAdminKey By-Credential @everything -Confirm:$false
            } *>&1
            $streams | Out-String -Width 500 | Set-Content (Join-Path $SceneHome 'streams.txt')
            $streams | Out-Default
            $null = Stop-Transcript
            $notes.Streams = @($streams).Count
            $notes.Errors = $Error.Count
            # All of every error: the record, the exception, what is behind it, its stack.
            $Error | ForEach-Object {
                $_ | Format-List * -Force
                if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.ErrorDetails | Format-List * -Force; $_.TargetObject; $cause = $_.Exception } else { $cause = $_ }
                for (; $cause; $cause = $cause.InnerException) { $cause | Format-List * -Force; "$cause" }
            } | Out-String -Width 5000 | Set-Content (Join-Path $SceneHome 'errors.txt')
            $notes.Stored = (Read-Key) -ceq $text
            $notes.Gone = [bool](Get-SecretInfo -Name By-Credential -Vault Store)
        }
        $script:Written = @{}
        foreach ($file in 'streams.txt', 'errors.txt', 'transcript.txt') {
            $script:Written[$file] = Get-Content -LiteralPath (Join-Path $SceneHome $file) -Raw
        }
    }

    It 'was really used' {
        $Notes.Stored | Should -BeTrue
        $Notes.Gone | Should -BeFalse
        $Notes.Streams | Should -BeGreaterThan 20
        $Notes.Errors | Should -BeGreaterThan 6
        $Written['streams.txt'] | Should -Match 'VERBOSE|Performing the operation'
        $Written['transcript.txt'] | Should -Match 'SecretExists|already, and -NoClobber'
        $Written['errors.txt'] | Should -Match 'VaultFailed'
    }

    It 'is not in <_>' -ForEach 'streams.txt', 'errors.txt', 'transcript.txt' {
        $Written[$_] | Should -Not -Match $KeyText
        $Written[$_] | Should -Not -Match 'plain-key'
    }

    It 'is not on the screen' {
        $Notes.Text | Should -Not -Match $KeyText
    }
}
