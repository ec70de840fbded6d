BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    Connect-AtlassianOrganization -Sandbox -Seed 2 -Name 'second'
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Tab' {
    It 'knows the commands by their noun' {
        (Complete 'Disable-Atl').CompletionText | Should -Be 'Disable-AtlassianScimUser', 'Disable-AtlassianUser'
    }

    It 'offers the open connections for <_>, quoted where it must be' -ForEach 'Get-AtlassianUser -Connection ', 'Disable-AtlassianUser x -Connection ', 'Test-AtlassianConnection -Connection ', 'Disconnect-AtlassianOrganization ', 'Get-AtlassianConnection ' {
        (Complete $_).CompletionText | Should -Be "'Sandbox Company'", 'second'
        (Complete $_).ToolTip | Should -Be 'Sandbox Company [sandbox]', 'Sandbox Company [sandbox]'
        (Complete ($_ + 's')).CompletionText | Should -Be "'Sandbox Company'", 'second'
        (Complete ($_ + 'sec')).CompletionText | Should -Be 'second'
        (Complete ($_ + "'Sand")).CompletionText | Should -Be "'Sandbox Company'"
    }

    It 'offers what it inserts: the line runs' {
        $line = 'Get-AtlassianOrganization -Connection '
        $text = (Complete ($line + "'sand"))[0].CompletionText
        (& ([scriptblock]::Create($line + $text))).Name | Should -Be 'Sandbox Company'
    }

    It 'offers the privileges, with what they mean' {
        (Complete 'Get-AtlassianUserPermission x -Privilege ').CompletionText |
            Should -Be 'profile.read', 'profile.write', 'email.set', 'lifecycle.enablement', 'lifecycle.delete', 'apiToken.read', 'apiToken.delete'
        (Complete 'Get-AtlassianUserPermission x -Privilege email.set, life').CompletionText | Should -Be 'lifecycle.enablement', 'lifecycle.delete'
        (Complete 'Get-AtlassianUserPermission x -Privilege email').ToolTip | Should -Be 'changing the e-mail address'
    }

    It 'offers languages' {
        (Complete 'Set-AtlassianUserProfile x -Locale de-').CompletionText | Should -Contain 'de-AT'
        (Complete 'Set-AtlassianUserProfile x -Locale de-').CompletionText | Should -Not -Contain 'en-US'
    }

    It 'offers time zones by the names that the service takes' {
        # Windows names its time zones otherwise.
        $offered = @(Complete 'Set-AtlassianUserProfile x -TimeZone Europe/' | ForEach-Object CompletionText)
        if ($env:OS -ne 'Windows_NT') {
            $offered | Should -Contain 'Europe/Berlin'
        }
        $offered -notmatch '/' | Should -BeNullOrEmpty
    }

    It 'offers the states of people' {
        (Complete 'Get-AtlassianUser -Status ').CompletionText | Should -Be 'active', 'deactivated', 'for_deletion', 'not_invited', 'suspended'
        (Complete 'Get-AtlassianUser -ClaimStatus ').CompletionText | Should -Be 'managed', 'unmanaged'
    }

    It 'offers the tokens of the person on the line, by e-mail or id' {
        $tokens = Get-AtlassianUserToken 'many.tokens@example.com'
        $offered = Complete 'Revoke-AtlassianUserToken many.tokens@example.com -TokenId '
        $offered.CompletionText | Should -Be $tokens.TokenId
        $offered.ToolTip | Should -Be $tokens.Label
        (Complete "Revoke-AtlassianUserToken $($tokens[0].AccountId) -TokenId ").CompletionText | Should -Be $tokens.TokenId
        (Complete "Revoke-AtlassianUserToken many.tokens@example.com -TokenId $($tokens[7].TokenId.Substring(0, 8))").CompletionText | Should -Be $tokens[7].TokenId
    }

    It 'offers no tokens, and no file names either, where it cannot know: <_>' -ForEach 'Revoke-AtlassianUserToken nobody@example.com -TokenId ', 'Revoke-AtlassianUserToken "a b" -TokenId ' {
        Complete $_ | Should -BeNullOrEmpty
    }

    It 'offers the names of environment variables, never their values' {
        $env:ATLASSIANADMIN_PESTER_TAB = 'the value'
        try {
            $offered = Complete 'Connect-AtlassianOrganization -ApiKeyEnvironmentVariable ATLASSIANADMIN_PESTER_T'
            $offered.CompletionText | Should -Be 'ATLASSIANADMIN_PESTER_TAB'
            $offered.ToolTip | Should -Not -Match 'the value'
        }
        finally {
            Remove-Item env:ATLASSIANADMIN_PESTER_TAB
        }
    }

    It 'offers the ports of running sandboxes' {
        $sandbox = Start-AtlassianSandbox -UserCount 12
        (Complete 'Stop-AtlassianSandbox -Port ').CompletionText | Should -Contain "$($sandbox.Port)"
        Stop-AtlassianSandbox $sandbox
        @(Complete 'Stop-AtlassianSandbox -Port ' | ForEach-Object CompletionText) | Should -Not -Contain "$($sandbox.Port)"
    }

    It 'asks the service only where it must, and leaves the connection as it is' {
        [void](Complete 'Connect-AtlassianOrganization -')
        [void](Complete 'Connect-AtlassianOrganization -Sandbox -Na')
        [void](Complete 'Disconnect-AtlassianOrganization -')
        (Get-AtlassianConnection -Current).Name | Should -Be 'second'
    }

    It 'offers people by what is typed of their name or address: <_>' -ForEach 'Get-AtlassianUser -Identity ', 'Disable-AtlassianUser ', 'Get-AtlassianEvent -Target ', 'Get-AtlassianGroup -Member ' {
        $offered = Complete ($_ + 'mia.a')
        $offered.CompletionText | Should -Be 'mia.active@example.com'
        $offered.ToolTip | Should -Be 'Mia Active (active)'
        (Complete ($_ + "'alex k'")).CompletionText | Should -Be 'alex.kim@example.com', 'alex.kim@example.org'
        Complete ($_ + 'm') | Should -BeNullOrEmpty
        Complete ($_ + 'nobody.has.this') | Should -BeNullOrEmpty
    }

    It 'offers domains, keys and organizations' {
        (Complete 'Get-AtlassianUser -EmailDomain ').CompletionText | Should -Contain 'example.com'
        (Complete 'New-AtlassianEmailMovePlan -ToDomain ').CompletionText | Should -Contain 'example.org'
        $keys = Get-AtlassianApiKey
        (Complete 'Revoke-AtlassianApiKey -ApiKeyId ').CompletionText | Should -Be $keys.ApiKeyId
        (Complete 'Revoke-AtlassianApiKey -Label Ad').CompletionText | Should -Be "'Ad-hoc script'"
        (Complete 'Connect-AtlassianOrganization -OrganizationId ').CompletionText | Should -Contain (Get-AtlassianOrganization).OrganizationId
        (Complete 'Get-AtlassianScimUser -Active ').CompletionText | Should -Be '$true', '$false'
    }

    It 'offers no file names for anything of ours that is no path' {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive 'files'))
        try {
            'a' | Set-Content 'a file of mine.txt'
            $paths = 'Path', 'JournalPath', 'SignaturePath', 'WorklistPath', 'Checkpoint', 'RequestLog'
            # PowerShell's own: they have no completion of ours.
            $own = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters + 'First', 'Skip'
            $seen = 0
            $failures = foreach ($command in Get-Command -Module AtlassianAdmin) {
                foreach ($parameter in $command.Parameters.Values | Where-Object { $_.Name -notin $own -and -not $_.SwitchParameter }) {
                    $offersFiles = [bool](Complete "$($command.Name) -$($parameter.Name) " | Where-Object ResultType -In 'ProviderItem', 'ProviderContainer')
                    $seen++
                    if ($offersFiles -ne ($parameter.Name -in $paths)) {
                        "$($command.Name) -$($parameter.Name)"
                    }
                }
            }
            $failures | Should -BeNullOrEmpty
            $seen | Should -BeGreaterThan 250
        }
        finally {
            Pop-Location
        }
    }

    It 'does no harm where nothing is connected' {
        $shell = New-Shell
        try {
            foreach ($line in 'Get-AtlassianUser -Connection ', 'Revoke-AtlassianUserToken x -TokenId ') {
                Invoke-Shell $shell "(TabExpansion2 '$line' $($line.Length)).CompletionMatches | Where-Object ResultType -EQ ParameterValue" | Should -BeNullOrEmpty
            }
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            Close-Shell $shell
        }
    }
}
