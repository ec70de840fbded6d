BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianUser' {
    It 'lists everybody, a page at a time' {
        $script:all = $null
        $sent = Get-Request { $script:all = @(Get-AtlassianUser) }
        $all | Should -HaveCount 250
        ($all.AccountId | Sort-Object -Unique) | Should -HaveCount 250
        $sent | Should -HaveCount 3
        $all[0] | Should -BeOfType 'AtlassianAdmin.Client.Users.User'
    }

    It 'fetches no more pages than somebody wants' {
        $sent = @(Get-Request { Get-AtlassianUser | Select-Object -First 10 })
        # One, and at most the one that is fetched while the first is looked at.
        $sent.Count | Should -BeIn 1, 2
    }

    It 'gets a person by e-mail with one search, and by id with one read' {
        Get-Request { $script:mia = Get-AtlassianUser 'mia.active@example.com' } | Should -Match '^POST .*users/search -> 200'
        Get-Request { Get-AtlassianUser $mia.AccountId } | Should -Match '^GET /admin/v2/orgs/\{orgId\}/directories/\{directoryId\}/users/\{account_id\} -> 200'
    }

    It 'has AccountId, Email and Name under those names: <Command>' -ForEach @(
        @{ Command = 'Get-AtlassianUser'; Get = { Get-AtlassianUser 'mia.active@example.com' } }
        @{ Command = 'Get-AtlassianUser by id'; Get = { Get-AtlassianUser (Get-AtlassianUser 'mia.active@example.com').AccountId } }
        @{ Command = 'Get-AtlassianUser -SearchTerm'; Get = { Get-AtlassianUser -SearchTerm 'mia.active' } }
        @{ Command = 'Get-AtlassianUser -ManagedAccount'; Get = { Get-AtlassianUser -ManagedAccount | Where-Object Email -EQ 'mia.active@example.com' } }
        @{ Command = 'Get-AtlassianUserProfile'; Get = { Get-AtlassianUserProfile 'mia.active@example.com' } }
        @{ Command = 'Get-AtlassianUserPermission'; Get = { Get-AtlassianUserPermission 'mia.active@example.com' 'email.set' } }
        @{ Command = 'Disable-AtlassianUser'; Get = { Disable-AtlassianUser 'mia.active@example.com' -WhatIf -PassThru } }
    ) {
        $person = & $Get
        $person.AccountId | Should -Be (Get-AtlassianUser 'mia.active@example.com').AccountId
        $person.Email | Should -BeExactly 'mia.active@example.com'
        $person.Name | Should -BeExactly 'Mia Active'
    }

    It 'tells the state of <Who>: <Status>, <ClaimStatus>' -ForEach @(
        @{ Who = 'mia.active@example.com'; Status = 'active'; ClaimStatus = 'managed' }
        @{ Who = 'already.disabled@example.com'; Status = 'deactivated'; ClaimStatus = 'managed' }
        @{ Who = 'pending.deletion@example.com'; Status = 'for_deletion'; ClaimStatus = 'managed' }
        @{ Who = 'suspended.member@example.com'; Status = 'suspended'; ClaimStatus = 'managed' }
        @{ Who = 'not.invited@example.com'; Status = 'not_invited'; ClaimStatus = 'managed' }
        @{ Who = 'contractor@example.net'; Status = 'active'; ClaimStatus = 'unmanaged' }
    ) {
        $person = Get-AtlassianUser $Who
        $person.Status | Should -Be $Status
        $person.ClaimStatus | Should -Be $ClaimStatus
        $person.IsManaged | Should -Be ($ClaimStatus -eq 'managed')
        $person.IsForDeletion | Should -Be ($Status -eq 'for_deletion')
    }

    It 'filters by status' {
        $found = Get-AtlassianUser -Status deactivated, for_deletion
        $found.Count | Should -BeGreaterThan 5
        $found.Status | Sort-Object -Unique | Should -Be 'deactivated', 'for_deletion'
    }

    It 'filters by who manages the account' {
        $found = Get-AtlassianUser -ClaimStatus unmanaged
        $found.Count | Should -BeGreaterThan 1
        $found.ClaimStatus | Sort-Object -Unique | Should -Be 'unmanaged'
    }

    It 'searches for parts with -SearchTerm, which is the only way to' {
        (Get-AtlassianUser -SearchTerm 'ALEX.kim').Email | Should -Be 'alex.kim@example.com', 'alex.kim@example.org'
        (Get-AtlassianUser -SearchTerm 'Mia Act').Email | Should -Be 'mia.active@example.com'
        Get-AtlassianUser -SearchTerm 'nobody of that name' | Should -BeNullOrEmpty
    }

    It 'combines the filters' {
        (Get-AtlassianUser -SearchTerm 'disabled' -Status deactivated -ClaimStatus managed).Email | Should -Contain 'already.disabled@example.com'
    }

    It 'finds by a pattern in the place of the person: <Pattern>' -ForEach @(
        @{ Pattern = 'mia*'; Fits = { $_.Name -like 'mia*' -or $_.Email -like 'mia*' } }
        @{ Pattern = '*@example.org'; Fits = { $_.Email -like '*@example.org' } }
        @{ Pattern = '*KIM*'; Fits = { $_.Name -like '*kim*' -or $_.Email -like '*kim*' } }
        @{ Pattern = 'alex k?m*'; Fits = { $_.Name -like 'alex k?m*' } }
        @{ Pattern = '*'; Fits = { $true } }
        @{ Pattern = 'nobody-of-that-name*'; Fits = { $false } }
    ) {
        $expected = @(Get-AtlassianUser | Where-Object $Fits)
        $found = @(Get-AtlassianUser $Pattern -ErrorVariable errors)
        $found.AccountId | Should -Be $expected.AccountId
        $errors | Should -BeNullOrEmpty
        @(Get-AtlassianUser $Pattern -First 2).Count | Should -Be ([Math]::Min(2, $expected.Count))
    }

    It 'keeps the order of names and patterns, and expands them' {
        $kim = @(Get-AtlassianUser '*kim*').AccountId
        $kim.Count | Should -BeGreaterThan 1
        $found = 'many.tokens@example.com', '*kim*', 'mia.active@example.com' | Get-AtlassianUser -Expand groups
        $found.AccountId | Should -Be (@((Get-AtlassianUser 'many.tokens@example.com').AccountId) + $kim + @((Get-AtlassianUser 'mia.active@example.com').AccountId))
        $found.Groups | Should -Not -Contain $null
    }

    It 'finds by -Name: <Name>' -ForEach @(
        @{ Name = 'alex kim'; With = @{}; Count = 2 }
        @{ Name = 'Alex K*'; With = @{}; Count = 2 }
        @{ Name = 'Alex Kim'; With = @{ EmailDomain = 'example.org' }; Count = 1 }
        @{ Name = 'Alex'; With = @{}; Count = 0 }
        @{ Name = 'A[l]ex Kim'; With = @{}; Count = 0 }
        @{ Name = 'alex kim'; With = @{ First = 1 }; Count = 1 }
        @{ Name = 'alex kim'; With = @{ Skip = 1 }; Count = 1 }
    ) {
        @(Get-AtlassianUser -Name $Name @With) | Should -HaveCount $Count
    }

    It 'takes -Email and -AccountId, as names of -Identity' {
        $mia = Get-AtlassianUser 'mia.active@example.com'
        (Get-AtlassianUser -Email 'mia.active@example.com').AccountId | Should -Be $mia.AccountId
        (Get-AtlassianUser -AccountId $mia.AccountId).Email | Should -Be 'mia.active@example.com'
        (Get-AtlassianUser -Email 'mia*' -First 2).Count | Should -Be 2
        # A row is still read as a whole.
        [pscustomobject]@{ AccountId = $mia.AccountId; Email = 'saml.profile@example.com' } | Get-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'AmbiguousIdentity'
    }

    It 'refuses an unknown status before anything is sent' {
        { Get-AtlassianUser -Status 'gone' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'lists every managed account with what only that list tells' {
        $accounts = Get-AtlassianUser -ManagedAccount
        $accounts[0] | Should -BeOfType 'AtlassianAdmin.Client.Organizations.ManagedAccount'
        $accounts.Email | Should -Contain 'not.invited@example.com'
        $accounts.Email | Should -Not -Contain 'contractor@example.net'
        $mia = $accounts | Where-Object Email -EQ 'mia.active@example.com'
        $mia.AccessBillable | Should -BeTrue
        $mia.AccountStatus | Should -Be 'active'
        $mia.ProductAccess | ForEach-Object Key | Should -Contain 'jira-software'
        ($accounts | Where-Object Email -EQ 'already.disabled@example.com').AccountStatus | Should -Be 'inactive'
    }

    It 'goes on after a failure, with the code first' {
        $found = 'mia.active@example.com', 'nobody@example.com', '557058:00000000-0000-0000-0000-000000000000', 'admin@example.com' |
            Get-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Email | Should -Be 'mia.active@example.com', 'admin@example.com'
        $errors | Get-Code | Should -Be 'IdentityNotFound', 'AccountNotFound'
        $errors[0].FullyQualifiedErrorId | Should -Be 'IdentityNotFound,AtlassianAdmin.Commands.Users.GetAtlassianUserCommand'
        $errors[1].TargetObject | Should -Be '557058:00000000-0000-0000-0000-000000000000'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match '-SearchTerm'
    }

    It 'lists nobody when nobody comes down the pipeline' {
        @() | Get-AtlassianUser | Should -BeNullOrEmpty
    }

    It 'says what type it returns' {
        (Get-Command Get-AtlassianUser).OutputType.Type.Name | Sort-Object -Unique | Should -Be 'ManagedAccount', 'User'
    }
}

Describe 'Get-AtlassianOrganization' {
    It 'gets the connected one' {
        $organization = Get-AtlassianOrganization
        $organization | Should -BeOfType 'AtlassianAdmin.Client.Organizations.Organization'
        $organization.Name | Should -Be 'Sandbox Company'
        $organization.OrganizationId | Should -Be (Get-AtlassianConnection).OrganizationId
    }

    It 'fails with a code' {
        $sandbox = Start-AtlassianSandbox -UserCount 12
        try {
            { Connect-AtlassianOrganization -OrganizationId ([guid]::NewGuid()) -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri } | Should -Throw -ErrorId 'OrganizationNotFound,*'
            { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
        }
        finally {
            Stop-AtlassianSandbox $sandbox
            Connect-AtlassianOrganization -Sandbox
        }
    }
}

Describe 'Get-AtlassianDirectory' {
    It 'lists the directories' {
        $directories = Get-AtlassianDirectory
        $directories.Name | Should -Be 'Sandbox Company', 'Sandbox Partners'
        $directories[0] | Should -BeOfType 'AtlassianAdmin.Client.Organizations.Directory'
        $directories[0].DirectoryId | Should -Not -BeNullOrEmpty
    }

    It 'searches by part of a name' {
        (Get-AtlassianDirectory 'partner').Name | Should -Be 'Sandbox Partners'
        Get-AtlassianDirectory 'nothing' | Should -BeNullOrEmpty
    }

    It 'lists those of a person, by whatever names the person' {
        (Get-AtlassianUser 'mia.active@example.com' | Get-AtlassianDirectory).Name | Should -Contain 'Sandbox Company'
        'not.invited@example.com' | Get-AtlassianDirectory | Should -BeNullOrEmpty
        [pscustomobject]@{ Email = 'contractor@example.net' } | Get-AtlassianDirectory | ForEach-Object Name | Should -Contain 'Sandbox Partners'
    }

    It 'goes on after somebody who is not found' {
        'nobody@example.com', '', 'mia.active@example.com' | Get-AtlassianDirectory -ErrorAction SilentlyContinue -ErrorVariable errors | Should -Not -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'IdentityNotFound', 'InvalidIdentity'
        $errors[0].TargetObject | Should -Be 'nobody@example.com'
    }
}
