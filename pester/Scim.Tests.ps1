# The accounts that an identity provider owns: why they are refused, the way by their records, and the SCIM directory itself.
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
    $noVaults = Get-VaultObstacle
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sina = 'scim.managed@example.com'

    # What a person at the screen is asked, when the answer is no.
    function Get-Question {
        param([string] $Script)
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer(@('No'))
        $shell = New-Shell $screen
        try {
            [void](Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; Connect-AtlassianScimDirectory; $Script")
            $screen.Screen.Questions
        }
        finally {
            Close-Shell $shell
        }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'A leaver whom an identity provider owns, over HTTP, by the lines of the README' {
    BeforeAll {
        $text = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot '../README.md')
        if ($text -notmatch '(?ms)^## Who comes from an identity provider.*?```powershell\r?\n(?<code>.*?)^```') {
            throw 'The README has no section "Who comes from an identity provider".'
        }
        $script:Lines = @($Matches['code'] -split '\r?\n' | Where-Object { $_ })
        $sandbox = Start-AtlassianSandbox
        $script:Sandbox = $sandbox
        Connect-AtlassianOrganization $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri
    }

    It 'are five lines, of which the first connects' {
        $Lines | Should -HaveCount 5
        $Lines[0] | Should -Be 'Connect-AtlassianOrganization -Sandbox'
        $Lines[2] | Should -Be 'Connect-AtlassianScimDirectory'
    }

    It 'is refused by the plain disable, and told why and what to type next' {
        . ([scriptblock]::Create($Lines[1] + ' -ErrorAction SilentlyContinue -ErrorVariable errors'))
        $errors | Get-Code | Should -Be 'ManagedByScim'
        $next = $errors[0].ErrorDetails.RecommendedAction
        $next | Should -Match ([regex]::Escape("Connect-AtlassianScimDirectory -DirectoryId $($Sandbox.ScimDirectoryId) -ApiKey (Read-Host -AsSecureString); Disable-AtlassianUser -Identity $Sina -Route Auto"))
        Get-Status $Sina | Should -Be 'active'
    }

    It 'is not disabled by -Route Auto as long as no directory is connected' {
        Disable-AtlassianUser $Sina -Route Auto -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'ManagedByScim'
        Get-Status $Sina | Should -Be 'active'
    }

    It 'is disabled by -Route Auto with the key of the directory, and enabled again' {
        Connect-AtlassianScimDirectory $Sandbox.ScimDirectoryId -ApiKey $Sandbox.ScimApiKey
        Disable-AtlassianUser $Sina -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors[0].ErrorDetails.RecommendedAction | Should -Match "^Run Disable-AtlassianUser -Identity $([regex]::Escape($Sina)) -Route Auto"
        $change = & ([scriptblock]::Create($Lines[3]))
        $change.Route | Should -Be 'Scim'
        $change.Action | Should -Be 'Disable'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before) $($change.After) $($change.Verified)" | Should -Be 'active inactive True'
        Get-Status $Sina | Should -Be 'deactivated'
        $change = & ([scriptblock]::Create($Lines[4]))
        "$($change.Action) $($change.Route) $($change.Outcome) $($change.After)" | Should -Be 'Enable Scim Changed active'
        Get-Status $Sina | Should -Be 'active'
    }

    It 'is one refused request, the link, the record and one PATCH' {
        $id = (Get-AtlassianUser $Sina).AccountId
        $sent = Get-Request { Disable-AtlassianUser $id -Route Auto -Confirm:$false }
        @($sent -replace ' (->|in) .*') | Should -Be @(
            'POST /users/{account_id}/manage/lifecycle/disable'
            'GET /admin/user-provisioning/v1/org/{orgId}/user/{account_id}/get-scim-links'
            'GET /scim/directory/{directoryId}/Users/{userId}'
            'PATCH /scim/directory/{directoryId}/Users/{userId}'
        )
        Enable-AtlassianUser $id -Route Auto
    }
}

Describe 'The routes of Disable- and Enable-AtlassianUser' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        Connect-AtlassianScimDirectory
    }

    It 'Auto takes the account where that is allowed' {
        $changes = 'mia.active@example.com', $Sina | Disable-AtlassianUser -Route Auto -PassThru
        $changes.Route | Should -Be 'Account', 'Scim'
        $changes.Outcome | Should -Be 'Changed', 'Changed'
    }

    It 'Auto never takes a weaker way' {
        $change = Disable-AtlassianUser 'google.managed@example.com' -Route Auto -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'ManagedByGoogle'
        "$($change.Route) $($change.Outcome)" | Should -Be 'Account Failed'
        Get-Status 'google.managed@example.com' | Should -Be 'active'
    }

    It 'Directory suspends only, and says so' {
        $changes = Disable-AtlassianUser $Sina -Route Directory -PassThru
        $changes.Action | Should -Be 'Suspend', 'Suspend'
        $changes.Route | Should -Be 'Directory', 'Directory'
        $changes.Target | Should -Be 'Sandbox Company', 'Sandbox Partners'
        Get-Status $Sina | Should -Be 'suspended'
        (Enable-AtlassianUser $Sina -Route Directory -PassThru).Action | Should -Be 'Resume', 'Resume'
        Get-Status $Sina | Should -Be 'active'
    }

    It 'Scim refuses whom no record belongs to' {
        Disable-AtlassianUser 'mia.active@example.com' -Route Scim -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'ScimUserNotFound'
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It '-Route <Route> warns that -Message does not go that way' -ForEach @(
        @{ Route = 'Scim'; Warns = 1 }
        @{ Route = 'Auto'; Warns = 1 }
        @{ Route = 'Directory'; Warns = 1 }
        @{ Route = 'Account'; Warns = 0 }
    ) {
        Disable-AtlassianUser 'mia.active@example.com' -Route $Route -Message 'Left' -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings -match '-Message') | Should -HaveCount $Warns
    }

    It 'Scim needs a directory' {
        Disconnect-AtlassianScimDirectory
        Disable-AtlassianUser $Sina -Route Scim -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'ScimNotConnected'
    }

    It 'tell under -WhatIf which way would be taken, and change nothing' {
        Get-Question "Disable-AtlassianUser $Sina -Route Auto -Confirm" | Should -Match 'by way of Scim - now active'
        $changes = $Sina, 'google.managed@example.com' | Disable-AtlassianUser -Route Auto -WhatIf -PassThru
        $changes.Route | Should -Be 'Scim', 'Account'
        $changes.Outcome | Should -Be 'WhatIf', 'WhatIf'
        $changes.ErrorCode | Should -Be $null, 'ManagedByGoogle'
        (Disable-AtlassianUser 'mia.active@example.com' -Route Scim -WhatIf -PassThru).ErrorCode | Should -Be 'ScimUserNotFound'
        Get-Status $Sina | Should -Be 'active'
    }

    It 'are already in state by either way' {
        Disable-AtlassianUser $Sina -Route Auto
        (Disable-AtlassianUser $Sina -Route Auto -PassThru).Outcome | Should -Be 'AlreadyInState'
        (Disable-AtlassianUser $Sina -PassThru).Outcome | Should -Be 'AlreadyInState'
    }

    It 'heed -ProtectedIdentity and -ReadOnly' {
        Connect-AtlassianOrganization -Sandbox -ProtectedIdentity $Sina
        Connect-AtlassianScimDirectory
        Disable-AtlassianUser $Sina -Route Auto -ErrorAction SilentlyContinue -ErrorVariable errors
        Disable-AtlassianScimUser $Sina -ErrorAction SilentlyContinue -ErrorVariable +errors
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        Connect-AtlassianScimDirectory
        Disable-AtlassianScimUser $Sina -ErrorAction SilentlyContinue -ErrorVariable +errors
        New-AtlassianScimUser 'neu@example.com' -ErrorAction SilentlyContinue -ErrorVariable +errors
        Remove-AtlassianScimGroup 'okta-engineering' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable +errors
        $errors | Get-Code | Should -Be 'ProtectedAccount', 'ProtectedAccount', 'ReadOnlyConnection', 'ReadOnlyConnection', 'ReadOnlyConnection'
    }

    It 'keep both ways in the journal' {
        $journal = Join-Path $TestDrive 'scim.jsonl'
        Connect-AtlassianOrganization -Sandbox -JournalPath $journal
        Connect-AtlassianScimDirectory
        Disable-AtlassianUser $Sina -Route Auto
        $kept = @(Get-AtlassianChange -JournalPath $journal)
        $kept.Route | Should -Contain 'Scim'
        ($kept | Where-Object Route -EQ 'Scim').Outcome | Should -Be 'Changed'
    }
}

Describe 'Connect-AtlassianScimDirectory' {
    BeforeAll {
        $sandbox = Start-AtlassianSandbox
        $script:Sandbox = $sandbox
        $script:There = @{ OrganizationId = $sandbox.OrganizationId; ApiKey = $sandbox.ApiKey; BaseUri = $sandbox.Uri }
    }

    It 'is part of Connect-AtlassianOrganization too' {
        $connection = Connect-AtlassianOrganization @There -ScimApiKey $Sandbox.ScimApiKey -ScimDirectoryId $Sandbox.ScimDirectoryId -PassThru
        $connection.ScimDirectoryId | Should -Be $Sandbox.ScimDirectoryId
        $connection.ScimKeySource | Should -Be '-ScimApiKey'
        Get-AtlassianScimUser $Sina | Should -HaveCount 1
    }

    It 'takes the key from a credential, an environment variable, or a bearer header' {
        Connect-AtlassianOrganization @There
        $credential = [pscredential]::new($Sandbox.ScimDirectoryId, $Sandbox.ScimApiKey)
        (Connect-AtlassianScimDirectory -Credential $credential -PassThru).ScimKeySource | Should -Be '-Credential'
        $env:ATLASSIAN_TEST_SCIM = 'Bearer ' + $credential.GetNetworkCredential().Password
        try {
            (Connect-AtlassianScimDirectory $Sandbox.ScimDirectoryId -ApiKeyEnvironmentVariable ATLASSIAN_TEST_SCIM -PassThru -WarningVariable warnings 3>$null).ScimKeySource |
                Should -Be 'environment variable ATLASSIAN_TEST_SCIM'
            $warnings | Should -Match 'Bearer'
        }
        finally {
            Remove-Item Env:ATLASSIAN_TEST_SCIM
        }
    }

    It 'takes the key from a vault: a hashtable, a credential or the key alone' -Skip:([bool]$noVaults) {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $child = Invoke-ChildShell -NonInteractive -ClosedInput @"
            `$env:HOME = '$folder'
            Register-SecretVault -Name Practice -ModuleName '$PSScriptRoot/fixtures/FolderVault' -VaultParameters @{ Folder = '$folder' } -DefaultVault
            `$sandbox = Start-AtlassianSandbox -UserCount 20
            `$there = @{ OrganizationId = `$sandbox.OrganizationId; ApiKey = `$sandbox.ApiKey; BaseUri = `$sandbox.Uri }
            `$id = `$sandbox.ScimDirectoryId
            Set-Secret One @{ ApiKey = [pscredential]::new('x', `$sandbox.ScimApiKey).GetNetworkCredential().Password; ScimDirectoryId = `$id }
            Set-Secret Two ([pscredential]::new(`$id, `$sandbox.ScimApiKey))
            Set-Secret Three `$sandbox.ScimApiKey
            (Connect-AtlassianOrganization @there -ScimSecretName One -PassThru).ScimKeySource
            (Connect-AtlassianOrganization @there -ScimSecretName One -ScimVault Practice -PassThru).ScimKeySource
            foreach (`$other in @{ ScimSecretName = 'One'; ScimVault = 'Elsewhere' }, @{ ScimSecretName = 'One'; ScimVault = ' ' }, @{ ScimVault = 'Practice' }) {
                try { Connect-AtlassianOrganization @there @other } catch { (`$_.FullyQualifiedErrorId -split ',')[0] }
            }
            Connect-AtlassianOrganization @there
            (Connect-AtlassianScimDirectory -SecretName Two -PassThru).ScimKeySource
            (Connect-AtlassianScimDirectory `$id -SecretName Three -Vault Practice -PassThru).ScimKeySource
            foreach (`$name in 'Three', 'None') {
                try { Connect-AtlassianScimDirectory -SecretName `$name } catch { (`$_.FullyQualifiedErrorId -split ',')[0] }
            }
"@
        $child.Output.Trim() -split '\r?\n' | Should -Be @(
            'secret One in vault Practice', 'secret One in vault Practice', 'VaultNotFound', 'VaultNotFound', 'ScimKeyMissing', 'secret Two in vault Practice', 'secret Three in vault Practice', 'ScimDirectoryNotFound', 'SecretNotFound'
        )
        $child.Text | Should -Not -Match 'NOT-A-SECRET'
    }

    It 'fails with <Code> for <Case>, and leaves none connected' -ForEach @(
        @{ Case = 'the admin key'; Code = 'ScimKeyRejected'; With = { @{ DirectoryId = $Sandbox.ScimDirectoryId; ApiKey = $Sandbox.ApiKey } } }
        @{ Case = 'a directory that is not there'; Code = 'ScimDirectoryNotFound'; With = { @{ DirectoryId = 'none'; ApiKey = $Sandbox.ScimApiKey } } }
        @{ Case = 'no id'; Code = 'ScimDirectoryNotFound'; With = { @{ ApiKey = $Sandbox.ScimApiKey } } }
        @{ Case = 'no key'; Code = 'ScimKeyMissing'; With = { @{ DirectoryId = $Sandbox.ScimDirectoryId } } }
        @{ Case = 'an empty key'; Code = 'ScimKeyMissing'; With = { @{ DirectoryId = $Sandbox.ScimDirectoryId; ApiKey = [securestring]::new() } } }
        @{ Case = 'a null key'; Code = 'ScimKeyMissing'; With = { @{ DirectoryId = $Sandbox.ScimDirectoryId; ApiKey = $null } } }
    ) {
        Connect-AtlassianOrganization @There -ScimApiKey $Sandbox.ScimApiKey -ScimDirectoryId $Sandbox.ScimDirectoryId
        $with = & $With
        { Connect-AtlassianScimDirectory @with } | Should -Throw -ErrorId "$Code*"
        (Get-AtlassianConnection -Current).ScimDirectoryId | Should -BeNullOrEmpty
        { Get-AtlassianScimUser } | Should -Throw -ErrorId 'ScimNotConnected*'
    }

    It 'a SCIM key that is not taken fails the connection to the organization' {
        { Connect-AtlassianOrganization @There -ScimApiKey $Sandbox.ApiKey -ScimDirectoryId $Sandbox.ScimDirectoryId } | Should -Throw -ErrorId 'ScimKeyRejected*'
        Get-AtlassianConnection -Current | Should -BeNullOrEmpty
    }

    It 'is told by the key doctor, also when the two keys changed places' {
        Connect-AtlassianOrganization @There -ScimApiKey $Sandbox.ScimApiKey -ScimDirectoryId $Sandbox.ScimDirectoryId
        $check = Test-AtlassianConnection | Where-Object Check -EQ 'SCIM key accepted'
        "$($check.Status) $($check.Detail)" | Should -Match '^Pass .*with \d+ users'
        $features = Test-AtlassianConnection | Where-Object Check -EQ 'SCIM features'
        "$($features.Status) $($features.Detail)" | Should -Be 'Pass patch, filter. Records: User, Group. At most 100 records a page.'
        $swapped = @{ OrganizationId = $Sandbox.OrganizationId; BaseUri = $Sandbox.Uri; ApiKey = $Sandbox.ScimApiKey; ScimApiKey = $Sandbox.ApiKey; ScimDirectoryId = $Sandbox.ScimDirectoryId }
        $checks = Test-AtlassianConnection @swapped
        ($checks | Where-Object Check -EQ 'Key accepted').Detail | Should -Match 'no admin API key: it is the key of SCIM directory'
        ($checks | Where-Object Check -EQ 'SCIM key accepted').Detail | Should -Match 'no key of a SCIM directory: it is an admin API key'
        Test-AtlassianConnection @swapped -Quiet | Should -BeFalse
    }

    It 'never shows the key' {
        $connection = Connect-AtlassianOrganization @There -ScimApiKey $Sandbox.ScimApiKey -ScimDirectoryId $Sandbox.ScimDirectoryId -PassThru
        $key = [pscredential]::new('x', $Sandbox.ScimApiKey).GetNetworkCredential().Password
        $said = $connection | Format-List * | Out-String
        $said += Get-AtlassianScimUser $Sina -Verbose 4>&1 | Format-List * | Out-String
        $said | Should -Not -Match ([regex]::Escape($key.Substring(0, 30)))
    }
}

Describe 'Users of a SCIM directory' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        Connect-AtlassianScimDirectory
    }

    It 'are found by <By>' -ForEach @(
        @{ By = 'user name'; Value = { 'SCIM.managed@example.com' } }
        @{ By = 'account id'; Value = { (Get-AtlassianUser 'scim.managed@example.com').AccountId } }
        @{ By = 'SCIM id'; Value = { (Get-AtlassianScimLink 'scim.managed@example.com').ScimUserId } }
        @{ By = 'external id'; Value = { (Get-AtlassianScimUser 'scim.managed@example.com').ExternalId } }
        @{ By = 'a person'; Value = { Get-AtlassianUser 'scim.managed@example.com' } }
        @{ By = 'a link'; Value = { Get-AtlassianScimLink 'scim.managed@example.com' } }
        @{ By = 'a row'; Value = { [pscustomobject]@{ UserName = 'scim.managed@example.com' } } }
    ) {
        $found = & $Value | Get-AtlassianScimUser
        $found.UserName | Should -Be $Sina
        $found.AccountId | Should -Be (Get-AtlassianUser $Sina).AccountId
    }

    It 'are found by an address that is not their user name' {
        Set-AtlassianScimUser $Sina -UserName 'sina'
        (Get-AtlassianScimUser $Sina).UserName | Should -Be 'sina'
    }

    It 'are all read, as pages' {
        $all = Get-AtlassianScimUser
        $all.Count | Should -BeGreaterThan 10
        @($all.ScimUserId | Sort-Object -Unique).Count | Should -Be $all.Count
        Get-AtlassianScimUser | Select-Object -First 1 | Should -HaveCount 1
    }

    It 'nobody is guessed: <Who>' -ForEach @(
        @{ Who = 'nobody@example.com'; Code = 'ScimUserNotFound' }
        @{ Who = 'x" or active eq "true'; Code = 'ScimUserNotFound' }
        @{ Who = 'mia.active@example.com'; Code = 'ScimUserNotFound' }
        @{ Who = ''; Code = 'InvalidIdentity' }
        @{ Who = $null; Code = 'InvalidIdentity' }
    ) {
        Disable-AtlassianScimUser $Who -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be $Code
        (Get-AtlassianScimUser -Active $false).UserName | Should -Not -Contain $Sina
    }

    It 'are disabled and enabled, which shows in their accounts, and in the order of the input' {
        $list = $Sina, 'nobody', 'unlinked.record@example.com', 'scim.disabled@example.com'
        $changes = $list | Disable-AtlassianScimUser -PassThru -Verify -ErrorAction SilentlyContinue
        $changes.Input | Should -Be $list
        $changes.Outcome | Should -Be 'Changed', 'Failed', 'Changed', 'AlreadyInState'
        $changes.Route | Should -Be 'Scim', 'Scim', 'Scim', 'Scim'
        $changes[0].AccountId | Should -Be (Get-AtlassianUser $Sina).AccountId
        $changes[2].AccountId | Should -BeNullOrEmpty
        Get-Status $Sina | Should -Be 'deactivated'
        $changes[0] | Enable-AtlassianScimUser -Verify
        Get-Status $Sina | Should -Be 'active'
    }

    It 'are changed in what differs only' {
        $user = Get-AtlassianScimUser $Sina
        $change = Set-AtlassianScimUser $Sina -JobTitle 'Lead' -Department $user.Department -PassThru -Verify
        $change.Outcome | Should -Be 'Changed'
        (Get-AtlassianUserProfile $Sina).JobTitle | Should -Be 'Lead'
        (Set-AtlassianScimUser $Sina -JobTitle 'Lead' -PassThru).Outcome | Should -Be 'AlreadyInState'
    }

    It 'get no address that would cost them their account: <Email>' -ForEach @(
        @{ Email = 'someone@example.net' }
        @{ Email = 'someone@mail.example.com' }
        @{ Email = 'someone@EXAMPLE.NET' }
    ) {
        $change = Set-AtlassianScimUser $Sina -Email $Email -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'DomainNotVerified'
        $change.Attempts | Should -Be 0
        (Set-AtlassianScimUser $Sina -Email $Email -PassThru -WhatIf).ErrorCode | Should -Be 'DomainNotVerified'
        New-AtlassianScimUser $Email -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'DomainNotVerified'
        (Get-AtlassianScimUser $Sina).AccountId | Should -Be (Get-AtlassianUser $Sina).AccountId
    }

    It 'get no address that is somebody else''s, and the refusal says whose, and how to free it: <Email>' -ForEach @(
        @{ Email = 'scim.disabled@example.com'; Holder = 'Sid Scim'; Way = 'Set-AtlassianScimUser [0-9a-f-]{36} -UserName .* -Email' }
        @{ Email = 'SCIM.Disabled@example.com'; Holder = 'Sid Scim'; Way = 'Set-AtlassianScimUser [0-9a-f-]{36} -UserName .* -Email' }
        @{ Email = 'mia.active@example.com'; Holder = 'Mia Active'; Way = 'Set-AtlassianUserEmail [0-9a-f]{24} -NewEmail' }
    ) {
        Set-AtlassianScimUser $Sina -Email $Email -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'ScimUserExists'
        # What the service says stays, and it is not about the one who was to be changed.
        $errors[0].ErrorDetails.Message | Should -Match "with email\[$([regex]::Escape($Email))\] already exists"
        $errors[0].ErrorDetails.RecommendedAction | Should -Match $Holder
        $errors[0].ErrorDetails.RecommendedAction | Should -Match $Way
        "$($errors[0].ErrorDetails.Message) $($errors[0].ErrorDetails.RecommendedAction)" | Should -Not -Match 'Sina'
        $foreseen = Set-AtlassianScimUser $Sina -Email $Email -PassThru -WhatIf
        $foreseen.ErrorCode | Should -Be 'ScimUserExists'
        $foreseen.RecommendedAction | Should -Match $Way
    }

    It 'free an address by the way that the refusal names' {
        Set-AtlassianScimUser 'scim.disabled@example.com' -UserName 'parked@example.com' -Email 'parked@example.com'
        (Set-AtlassianScimUser $Sina -Email 'scim.disabled@example.com' -PassThru -Verify).Verified | Should -BeTrue
        Set-AtlassianScimUser $Sina -Email $Sina
    }

    It 'are made, from rows too, and never twice' {
        $made = [pscustomobject]@{ UserName = 'neu@example.com'; GivenName = 'Neu' } | New-AtlassianScimUser
        $made.AccountId | Should -Be (Get-AtlassianUser 'neu@example.com').AccountId
        New-AtlassianScimUser 'neu@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'ScimUserExists'
        $errors[0].ErrorDetails.Message | Should -Match 'neu@example\.com'
        New-AtlassianScimUser 'noch@example.com' -WhatIf
        Get-AtlassianScimUser 'noch@example.com' -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'are removed only when that is meant' {
        Get-Question "Remove-AtlassianScimUser $Sina" | Should -Match 'Delete, for good, the SCIM user of Sina Scim .* now active'
        Get-AtlassianScimUser $Sina | Should -HaveCount 1
        Remove-AtlassianScimUser $Sina -WhatIf
        $change = Remove-AtlassianScimUser $Sina -Confirm:$false -PassThru -Verify
        "$($change.Outcome) $($change.After)" | Should -Be 'Changed deleted'
        Get-Status $Sina | Should -Be 'deactivated'
    }
}

Describe 'Groups, schemas and links' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        Connect-AtlassianScimDirectory
    }

    It 'groups are got, made, set and removed, and are groups of the organization' {
        (Get-AtlassianScimGroup 'okta-*').Count | Should -Be 3
        $made = New-AtlassianScimGroup 'okta-neu' -Member $Sina
        (Get-AtlassianGroupMember 'okta-neu').Email | Should -Be $Sina
        $change = Set-AtlassianScimGroup $made -Member 'scim.disabled@example.com', 'unlinked.record@example.com' -Confirm:$false -PassThru -Verify
        "$($change.Outcome) $($change.Before) $($change.After) $($change.Route)" | Should -Be 'Changed 1 members 2 members Scim'
        (Set-AtlassianScimGroup $made -Member 'unlinked.record@example.com', 'scim.disabled@example.com' -Confirm:$false -PassThru).Outcome | Should -Be 'AlreadyInState'
        (Get-AtlassianGroupMember 'okta-neu').Email | Should -Be 'scim.disabled@example.com'
        Set-AtlassianScimGroup $made -Member @() -Confirm:$false
        (Get-AtlassianScimGroup 'okta-neu').Members | Should -BeNullOrEmpty
        Remove-AtlassianScimGroup 'okta-neu' -Confirm:$false
        Get-AtlassianGroup 'okta-neu' -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'one unknown member sets nobody' {
        { Set-AtlassianScimGroup 'okta-engineering' -Member $Sina, 'nobody' -Confirm:$false } | Should -Throw -ErrorId 'ScimUserNotFound*'
        (Get-AtlassianScimGroup 'okta-engineering').Members.Count | Should -Be 2
    }

    It 'members are added and taken out, with the rules of people' {
        $changes = $Sina, 'nobody' | Add-AtlassianScimGroupMember -Group 'okta-engineering' -PassThru -Verify -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Outcome | Should -Be 'Changed', 'Failed'
        $errors | Get-Code | Should -Be 'ScimUserNotFound'
        (Get-AtlassianGroupMember 'okta-engineering').Email | Should -Contain $Sina
        (Remove-AtlassianScimGroupMember $Sina 'okta-engineering' -PassThru).Outcome | Should -Be 'Changed'
        (Remove-AtlassianScimGroupMember $Sina 'okta-engineering' -PassThru).Outcome | Should -Be 'AlreadyInState'
        Add-AtlassianScimGroupMember $Sina 'no-such-group' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'GroupNotFound'
    }

    It 'a name that is taken is GroupExists' {
        New-AtlassianScimGroup 'okta-everyone' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'GroupExists'
        $errors[0].ErrorDetails.Message | Should -Match 'okta-everyone'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match '^Run Get-AtlassianScimGroup '
        New-AtlassianGroup 'dept-sales' -Directory 'Sandbox Company' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors[0].ErrorDetails.RecommendedAction | Should -Match '^Run Get-AtlassianGroup '
    }

    It 'schemas tell the attributes' {
        (Get-AtlassianScimSchema).Name | Should -Be 'User', 'Group', 'EnterpriseUser'
        (Get-AtlassianScimSchema *core*:Group).Attributes.Name | Should -Be 'displayName', 'members'
    }

    It 'links are told with the admin key alone' {
        Disconnect-AtlassianScimDirectory
        $link = Get-AtlassianUser $Sina | Get-AtlassianScimLink
        $link.AccountId | Should -Be (Get-AtlassianUser $Sina).AccountId
        $link.Email | Should -Be $Sina
        (Get-AtlassianScimLink 'unlinked.record@example.com').AccountId | Should -BeNullOrEmpty
        Get-AtlassianScimLink 'mia.active@example.com' | Should -BeNullOrEmpty
    }

    It 'a link is removed, and the account is administered here again' {
        $change = Remove-AtlassianScimLink $Sina -Confirm:$false -PassThru -Verify
        "$($change.Outcome) $($change.Before) $($change.After)" | Should -Be 'Changed linked unlinked'
        (Remove-AtlassianScimLink $Sina -Confirm:$false -PassThru).Outcome | Should -Be 'AlreadyInState'
        (Disable-AtlassianUser $Sina -PassThru -Confirm:$false).Route | Should -Be 'Account'
        Get-Status $Sina | Should -Be 'deactivated'
    }

    It 'a record is removed, and the account stays' {
        (Remove-AtlassianScimRecord $Sina -Confirm:$false -PassThru -Verify).Outcome | Should -Be 'Changed'
        Get-Status $Sina | Should -Be 'active'
        Get-AtlassianScimUser $Sina -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'names of groups are completed' {
        (Complete 'Get-AtlassianScimGroup okta-e').CompletionText | Should -Be 'okta-everyone', 'okta-engineering'
        (Complete 'Disable-AtlassianUser x -Route ').CompletionText | Should -Be 'Account', 'Auto', 'Directory', 'Scim'
    }

    It 'have views' {
        $table = Get-AtlassianScimUser $Sina | Out-String -Width 120
        $table | Should -Match 'UserName +Active +Name +Account'
        (Get-AtlassianScimGroup 'okta-everyone' | Out-String) | Should -Match 'Name +MemberCount +ScimGroupId'
        (Get-AtlassianScimLink $Sina | Out-String) | Should -Match 'Person +ScimUserId'
        (Disable-AtlassianScimUser $Sina -PassThru | Out-String) | Should -Match 'Outcome +Person +Target +Before +After +ErrorCode'
        (Disable-AtlassianScimUser $Sina -PassThru | Format-List | Out-String) | Should -Match 'ScimUserId +: \S+'
    }
}
