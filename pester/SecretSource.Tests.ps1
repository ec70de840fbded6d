# One way to take a secret: whatever it is for and wherever it comes from, the same words and the same warnings.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox -UserCount 20
    $script:There = @{ OrganizationId = $Sandbox.OrganizationId; BaseUri = $Sandbox.Uri }
    $script:Secret = @{
        Key   = ConvertFrom-Key $Sandbox.ApiKey
        Scim  = ConvertFrom-Key $Sandbox.ScimApiKey
        Token = ConvertFrom-Key $Sandbox.PersonalToken
    }

    # Runs a command in a session of its own, with a secret written in some way, and returns its warnings and errors.
    function Invoke-With {
        param([string] $Command, $Value)
        $shell = New-Shell
        try {
            $with = @{ There = $There; Sandbox = $Sandbox; Value = $Value; Uri = $Sandbox.Uri; Directory = $Sandbox.ScimDirectoryId }
            if ($Command -match 'Connect-AtlassianScimDirectory') {
                [void](Invoke-Shell $shell 'Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey' $with)
            }
            [void](Invoke-Shell $shell $Command $with)
            [pscustomobject]@{ Warnings = @($shell.Streams.Warning.Message); Errors = @($shell.Streams.Error) }
        }
        catch {
            [pscustomobject]@{ Warnings = @($shell.Streams.Warning.Message); Errors = @($_.Exception.InnerException.ErrorRecord) }
        }
        finally {
            Close-Shell $shell
        }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox $script:Sandbox
}

Describe 'A secret given as <Name>' -ForEach @(
    @{ Name = '-ApiKey'; Of = 'Key'; Missing = 'KeyMissing'; Command = 'Connect-AtlassianOrganization @There -ApiKey $Value' }
    @{ Name = '-ApiKey of the doctor'; Of = 'Key'; Missing = $null; Command = 'Test-AtlassianConnection @There -ApiKey $Value' }
    @{ Name = '-ScimApiKey'; Of = 'Scim'; Missing = 'ScimKeyMissing'; Command = 'Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -ScimDirectoryId $Directory -ScimApiKey $Value' }
    @{ Name = '-ApiKey of a SCIM directory'; Of = 'Scim'; Missing = 'ScimKeyMissing'; Command = 'Connect-AtlassianScimDirectory $Directory -ApiKey $Value' }
    @{ Name = '-ApiToken'; Of = 'Token'; Missing = 'SiteTokenMissing'; Command = 'Connect-AtlassianSite $Uri $Sandbox.AdminEmail -ApiToken $Value' }
) {
    BeforeAll {
        $script:Parameter = ($Name -split ' ')[0]
        $script:Noun = if ($Of -eq 'Token') { 'token' } else { 'key' }
    }

    It 'is taken without a word' {
        $told = Invoke-With $Command (New-Key $Secret[$Of])
        $told.Errors | Should -BeNullOrEmpty
        $told.Warnings | Should -BeNullOrEmpty
    }

    It 'may have blanks and line ends around it' {
        $told = Invoke-With $Command (New-Key " `t$($Secret[$Of])`r`n")
        $told.Errors | Should -BeNullOrEmpty
        $told.Warnings | Should -BeNullOrEmpty
    }

    It 'loses its Bearer, with a warning: <_>' -ForEach 'Bearer ', 'bearer  ', ' BEARER ' {
        $told = Invoke-With $Command (New-Key "$_$($Secret[$Of])")
        $told.Errors | Should -BeNullOrEmpty
        $told.Warnings | Should -HaveCount 1
        $told.Warnings[0] | Should -Be "The $Noun began with 'Bearer ', which belongs to the request and not to the ${Noun}: it was removed."
    }

    It 'may be plain text, with a warning that names the parameter' {
        $told = Invoke-With "$Command; $Command" $Secret[$Of]
        $told.Errors | Should -BeNullOrEmpty
        # Once in a session.
        $told.Warnings | Should -HaveCount 1
        $told.Warnings[0] | Should -Match "^The $Noun was given as plain text: .*Use $Parameter \(Read-Host -AsSecureString\)"
        $told.Warnings[0] | Should -Not -Match ([regex]::Escape($Secret[$Of]))
    }

    It 'says that it is missing: <What>' -Skip:(-not $Missing) -ForEach @(
        @{ What = 'nothing'; Value = $null }
        @{ What = 'an empty text'; Value = '' }
        @{ What = 'blanks'; Value = " `t " }
        @{ What = 'the word Bearer alone'; Value = 'Bearer ' }
        @{ What = 'a line break inside'; Value = "abc`ndef" }
        @{ What = 'a no-break space inside'; Value = "abc$([char]0xA0)def" }
    ) {
        $told = Invoke-With $Command $Value
        $told.Errors | Get-Code | Should -Be $Missing
    }
}

Describe 'A secret in an environment variable for <For>' -ForEach @(
    @{ For = 'an organization'; Of = 'Key'; Missing = 'KeyMissing'; Command = 'Connect-AtlassianOrganization @There -ApiKeyEnvironmentVariable $Value' }
    @{ For = 'a SCIM directory'; Of = 'Scim'; Missing = 'ScimKeyMissing'; Command = 'Connect-AtlassianScimDirectory $Directory -ApiKeyEnvironmentVariable $Value' }
    @{ For = 'a site'; Of = 'Token'; Missing = 'SiteTokenMissing'; Command = 'Connect-AtlassianSite $Uri $Sandbox.AdminEmail -ApiTokenEnvironmentVariable $Value' }
) {
    AfterEach {
        Remove-Item env:ATLASSIANADMIN_PESTER_ANY -ErrorAction Ignore
    }

    It 'is taken, trimmed, and loses its Bearer with a warning' {
        $env:ATLASSIANADMIN_PESTER_ANY = " Bearer $($Secret[$Of]) "
        $told = Invoke-With $Command 'ATLASSIANADMIN_PESTER_ANY'
        $told.Errors | Should -BeNullOrEmpty
        $told.Warnings | Should -HaveCount 1
        $told.Warnings[0] | Should -Match "began with 'Bearer '"
    }

    It 'says that it is missing: <What>' -ForEach @(
        @{ What = 'no such variable'; Value = 'ATLASSIANADMIN_PESTER_ANY'; Content = '' }
        @{ What = 'a blank one'; Value = 'ATLASSIANADMIN_PESTER_ANY'; Content = '  ' }
        @{ What = 'one without a name'; Value = ' '; Content = 'x' }
    ) {
        $env:ATLASSIANADMIN_PESTER_ANY = $Content
        (Invoke-With $Command $Value).Errors | Get-Code | Should -Be $Missing
    }
}

Describe 'A secret as a credential for <For>' -ForEach @(
    @{ For = 'an organization'; Of = 'Key'; Missing = 'KeyMissing'; User = { $Sandbox.OrganizationId }; Command = 'Connect-AtlassianOrganization -BaseUri $Uri -Credential $Value' }
    @{ For = 'a SCIM directory'; Of = 'Scim'; Missing = 'ScimKeyMissing'; User = { $Sandbox.ScimDirectoryId }; Command = 'Connect-AtlassianScimDirectory -Credential $Value' }
    @{ For = 'a site'; Of = 'Token'; Missing = 'SiteTokenMissing'; User = { $Sandbox.AdminEmail }; Command = 'Connect-AtlassianSite $Uri -Credential $Value' }
) {
    It 'takes what belongs beside it from the user name, and loses its Bearer with a warning' {
        $told = Invoke-With $Command ([pscredential]::new((& $User), (New-Key "Bearer $($Secret[$Of])")))
        $told.Errors | Should -BeNullOrEmpty
        $told.Warnings | Should -HaveCount 1
        $told.Warnings[0] | Should -Match "began with 'Bearer '"
    }

    It 'says that it is missing: nothing, an empty one' {
        (Invoke-With $Command $null).Errors | Get-Code | Should -Be $Missing
        (Invoke-With $Command ([pscredential]::new((& $User), [securestring]::new()))).Errors | Get-Code | Should -Be $Missing
    }
}

Describe 'A secret in a vault' -Skip:(-not (Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement) -or $PSVersionTable.PSEdition -eq 'Desktop' -or $IsWindows) {
    BeforeAll {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $script:Child = Invoke-ChildShell -NonInteractive -ClosedInput @"
            `$env:HOME = '$folder'
            Register-SecretVault -Name Practice -ModuleName '$PSScriptRoot/fixtures/FolderVault' -VaultParameters @{ Folder = '$folder' } -DefaultVault
            `$sandbox = Start-AtlassianSandbox -UserCount 20
            function Get-Text { [System.Net.NetworkCredential]::new('', `$args[0]).Password }
            Set-Secret Key @{ ApiKey = "Bearer `$(Get-Text `$sandbox.ApiKey)"; OrganizationId = " `$(`$sandbox.OrganizationId) " }
            Set-Secret Scim @{ apikey = "Bearer `$(Get-Text `$sandbox.ScimApiKey)"; scimdirectoryid = `$sandbox.ScimDirectoryId }
            Set-Secret Site @{ ApiToken = "Bearer `$(Get-Text `$sandbox.PersonalToken)"; Email = `$sandbox.AdminEmail; Site = "`$(`$sandbox.Uri)" }
            Set-Secret Empty @{ ApiKey = ' '; ApiToken = ' '; Email = 'a@example.com' }
            Set-Secret Other @{ Password = 'x' }
            `$organization = @{ BaseUri = `$sandbox.Uri }
            & { Connect-AtlassianOrganization @organization -SecretName Key -ScimSecretName Scim -PassThru | ForEach-Object { `$_.KeySource; `$_.ScimKeySource } } 3>&1
            & { Connect-AtlassianScimDirectory -SecretName Scim } 3>&1
            & { (Connect-AtlassianSite -SecretName Site -PassThru).TokenSource } 3>&1
            foreach (`$name in 'Empty', 'Other', 'None', ' ') {
                Connect-AtlassianOrganization @organization -SecretName Key -WarningAction SilentlyContinue
                `$failures = @(
                    try { Connect-AtlassianScimDirectory -SecretName `$name } catch { `$_ }
                    try { Connect-AtlassianSite acme a@example.com -SecretName `$name } catch { `$_ }
                    try { Connect-AtlassianOrganization @organization x -SecretName `$name } catch { `$_ }
                )
                "`${name}: " + ((`$failures | ForEach-Object { (`$_.FullyQualifiedErrorId -split ',')[0] }) -join ' ')
            }
"@
        $script:Told = $Child.Output.Trim() -split '\r?\n'
    }

    It 'loses its Bearer with a warning, and tells where it came from' {
        $Told[0..6] | Should -Be @(
            "WARNING: The key began with 'Bearer ', which belongs to the request and not to the key: it was removed."
            "WARNING: The key began with 'Bearer ', which belongs to the request and not to the key: it was removed."
            'secret Key in vault Practice'
            'secret Scim in vault Practice'
            "WARNING: The key began with 'Bearer ', which belongs to the request and not to the key: it was removed."
            "WARNING: The token began with 'Bearer ', which belongs to the request and not to the token: it was removed."
            'secret Site in vault Practice'
        )
    }

    It 'says what is missing in the code of what it is for' {
        $Told[7..10] | Should -Be @(
            'Empty: ScimKeyMissing SiteTokenMissing KeyMissing'
            'Other: SecretUnusable SecretUnusable SecretUnusable'
            'None: SecretNotFound SecretNotFound SecretNotFound'
            ' : ScimKeyMissing SiteTokenMissing KeyMissing'
        )
    }

    It 'is shown nowhere' {
        $Child.Text | Should -Not -Match 'ATCTT|ATATT'
    }
}
