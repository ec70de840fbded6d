BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    $script:All = @(Get-AtlassianUser)
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Get-AtlassianUser by filters' {
    It 'filters by <With>' -ForEach @(
        @{ With = '-AccountStatus inactive'; Search = { Get-AtlassianUser -AccountStatus inactive }; Like = { $_.AccountStatus -eq 'inactive' } }
        @{ With = '-AccountStatus active, closed'; Search = { Get-AtlassianUser -AccountStatus active, closed }; Like = { $_.AccountStatus -in 'active', 'closed' } }
        @{ With = '-MembershipStatus suspended'; Search = { Get-AtlassianUser -MembershipStatus suspended }; Like = { $_.MembershipStatus -eq 'suspended' } }
        @{ With = '-MembershipStatus no_membership'; Search = { Get-AtlassianUser -MembershipStatus no_membership }; Like = { $_.MembershipStatus -eq 'no_membership' } }
        @{ With = '-EmailDomain'; Search = { Get-AtlassianUser -EmailDomain 'example.org', 'example.net' }; Like = { $_.Email -match '@example\.(org|net)$' } }
        @{ With = '-MfaEnabled'; Search = { Get-AtlassianUser -MfaEnabled }; Like = { $_.MfaEnabled -eq $true } }
        @{ With = '-MfaEnabled:$false'; Search = { Get-AtlassianUser -MfaEnabled:$false }; Like = { $_.MfaEnabled -eq $false } }
        @{ With = '-Status and -ClaimStatus'; Search = { Get-AtlassianUser -Status active -ClaimStatus unmanaged }; Like = { $_.Status -eq 'active' -and $_.ClaimStatus -eq 'unmanaged' } }
    ) {
        $expected = @($All | Where-Object $Like)
        $expected.Count | Should -BeGreaterThan 1
        (& $Search).AccountId | Should -Be $expected.AccountId
    }

    It 'filters by group, named by name, id or object' {
        $group = Get-AtlassianGroup 'okta-engineering'
        $expected = (Get-AtlassianGroupMember $group).AccountId
        foreach ($named in $group.Name, $group.GroupId, $group) {
            (Get-AtlassianUser -Group $named).AccountId | Should -Be $expected
        }
        (Get-AtlassianUser -Group 'org-admins', 'okta-engineering').AccountId | Sort-Object | Should -Be (@((Get-AtlassianUser 'admin@example.com').AccountId) + $expected | Sort-Object)
        { Get-AtlassianUser -Group 'no-such-group' } | Should -Throw -ErrorId 'GroupNotFound,*'
        { Get-AtlassianUser -Group 'Project Aurora' } | Should -Throw -ErrorId 'AmbiguousIdentity,*'
    }

    It 'filters by directory, named by name, id or object' {
        $partners = Get-AtlassianDirectory 'partners'
        $found = @(Get-AtlassianUser -Directory 'Sandbox Partners')
        $found.Email | Should -Contain 'contractor@example.net'
        $found.Email | Should -Not -Contain 'mia.active@example.com'
        (Get-AtlassianUser -Directory $partners.DirectoryId).AccountId | Should -Be $found.AccountId
        (Get-AtlassianUser -Directory $partners).AccountId | Should -Be $found.AccountId
        # All of them: only those who are in none are missing.
        (Get-AtlassianUser -Directory (Get-AtlassianDirectory)).AccountId | Should -Be ($All | Where-Object MembershipStatus -NE 'no_membership').AccountId
        { Get-AtlassianUser -Directory 'Nowhere' } | Should -Throw -ErrorId 'DirectoryNotFound,*'
    }

    It 'filters by product, named by ARI, workspace, host and product, or host alone' {
        $jira = Get-AtlassianWorkspace 'sandbox' -Product 'jira-software'
        $found = @(Get-AtlassianUser -Resource $jira)
        $found.Email | Should -Contain 'mia.active@example.com'
        (Get-AtlassianUser -Resource $jira.ResourceId).AccountId | Should -Be $found.AccountId
        (Get-AtlassianUser -Resource 'sandbox.example.com/jira-software').AccountId | Should -Be $found.AccountId
        @(Get-AtlassianUser -Resource 'sandbox.example.com').Count | Should -BeGreaterThan $found.Count
        { Get-AtlassianUser -Resource 'nowhere.example.com' } | Should -Throw -ErrorId 'ResourceNotFound,*'
    }

    It 'takes a product alone, as the product of every site: <_>' -ForEach 'jira-software', 'Jira', 'JIRA Software' {
        $each = Get-AtlassianWorkspace | Where-Object TypeKey -EQ 'jira-software'
        $each.Count | Should -BeGreaterThan 1
        $expected = (Get-AtlassianUser -Resource $each).AccountId
        (Get-AtlassianUser -Product $_).AccountId | Should -Be $expected
        (Get-AtlassianGroup -Product $_).GroupId | Should -Be (Get-AtlassianGroup -Resource $each).GroupId
    }

    It 'knows Jira Service Management by its name of today: <_>' -ForEach 'jsm', 'Jira Service Management', 'jira-servicedesk', 'sandbox.example.com/jsm' {
        @(Get-AtlassianUser -Product $_).Count | Should -BeGreaterThan 5
    }

    It 'wants one site where something is given' {
        { New-AtlassianUserInvitation 'new@example.com' -Product 'jira' } | Should -Throw -ErrorId 'ResourceNotFound,*'
        { Get-AtlassianUser -Product 'trello' } | Should -Throw -ErrorId 'ResourceNotFound,*'
    }

    It 'filters by role' {
        (Get-AtlassianUser -Role 'atlassian/org-admin').Email | Should -Be 'admin@example.com', 'alex.kim@example.org'
        (Get-AtlassianUser -Role 'atlassian/guest').Email | Should -Be 'google.managed@example.com'
        (Get-AtlassianUser -Role 'atlassian/org-admin', 'atlassian/guest').Email | Should -Be 'admin@example.com', 'google.managed@example.com', 'alex.kim@example.org'
    }

    It 'adds to each person what is asked for, and nothing else' {
        $mia = Get-AtlassianUser -SearchTerm 'mia.active' -Expand groups, productAccess, platformRoles, counts.resources
        $mia.Groups.Name | Should -Be (Get-AtlassianGroup -Member 'mia.active@example.com').Name
        $mia.Groups[0].GroupId | Should -Be (Get-AtlassianGroup -Member 'mia.active@example.com')[0].GroupId
        $mia.ProductAccess.Key | Should -Contain 'jira-software'
        $mia.ResourceCount | Should -Be @(Get-AtlassianUserRole 'mia.active@example.com').Count
        (Get-AtlassianUser -SearchTerm 'admin@example.com' -Expand platformRoles).PlatformRoles | Should -Be 'atlassian/org-admin'
        $plain = Get-AtlassianUser -SearchTerm 'mia.active'
        $plain.Groups | Should -BeNullOrEmpty
        $plain.ProductAccess | Should -BeNullOrEmpty
        $plain.ResourceCount | Should -BeNullOrEmpty
    }

    It 'adds it to people who are named, too' {
        $people = 'mia.active@example.com', (Get-AtlassianUser 'admin@example.com').AccountId, (Get-AtlassianUser 'nobody.yet@example.com' -ErrorAction Ignore) |
            Where-Object { $_ } | Get-AtlassianUser -Expand Groups, PlatformRoles
        $people.Email | Should -Be 'mia.active@example.com', 'admin@example.com'
        $people[0].Groups.Name | Should -Be (Get-AtlassianGroup -Member 'mia.active@example.com').Name
        $people[1].PlatformRoles | Should -Be 'atlassian/org-admin'
        # None is empty, and not asked is null.
        $null -eq $people[0].PlatformRoles | Should -BeFalse
        @($people[0].PlatformRoles) | Should -HaveCount 0
        $null -eq $people[0].ProductAccess | Should -BeTrue
        $null -eq (Get-AtlassianUser 'mia.active@example.com').Groups | Should -BeTrue
    }

    It 'takes values in any case and sends the service''s spelling: <Typed>' -ForEach @(
        @{ Typed = { Get-AtlassianUser -ClaimStatus Managed }; Same = { Get-AtlassianUser -ClaimStatus managed } }
        @{ Typed = { Get-AtlassianUser -Status Active, NOT_INVITED }; Same = { Get-AtlassianUser -Status active, not_invited } }
        @{ Typed = { Get-AtlassianUser -AccountStatus Inactive }; Same = { Get-AtlassianUser -AccountStatus inactive } }
        @{ Typed = { Get-AtlassianUser -MembershipStatus No_Membership }; Same = { Get-AtlassianUser -MembershipStatus no_membership } }
        @{ Typed = { Get-AtlassianUser -Role org-admin }; Same = { Get-AtlassianUser -Role 'atlassian/org-admin' } }
        @{ Typed = { Get-AtlassianUser -Role 'Atlassian/Org-Admin' }; Same = { Get-AtlassianUser -Role 'atlassian/org-admin' } }
        @{ Typed = { Get-AtlassianUser -EmailDomain '@example.org' }; Same = { Get-AtlassianUser -EmailDomain 'example.org' } }
        @{ Typed = { Get-AtlassianUser -Expand Groups, Counts.Resources }; Same = { Get-AtlassianUser } }
        @{ Typed = { Get-AtlassianUser -ClaimStatus Managed -Status Active -IncludeTotalCount | Select-Object -Skip 1 }; Same = { Get-AtlassianUser -ClaimStatus managed -Status active } }
    ) {
        $found = @(& $Typed)
        $found.Count | Should -BeGreaterThan 0
        $found.AccountId | Should -Be (& $Same).AccountId
    }

    It 'refuses what cannot match, and says what would: <Line>' -ForEach @(
        @{ Line = 'Get-AtlassianUser -Role owner'; Id = 'ParameterArgumentTransformationError'; Says = 'atlassian/org-admin' }
        @{ Line = 'Get-AtlassianUser -Role atlassian/viewer'; Id = 'ParameterArgumentTransformationError'; Says = 'atlassian/user' }
        @{ Line = 'Get-AtlassianUser -EmailDomain mia.active@example.com'; Id = 'ParameterArgumentTransformationError'; Says = '-EmailDomain example.com' }
        @{ Line = 'Get-AtlassianUser -EmailDomain *.example.com'; Id = 'ParameterArgumentValidationError'; Says = 'no wildcards' }
        @{ Line = 'Get-AtlassianUser -SearchTerm mia*'; Id = 'ParameterArgumentValidationError'; Says = 'no wildcards' }
        @{ Line = 'Get-AtlassianGroup -SearchTerm dept*'; Id = 'ParameterArgumentValidationError'; Says = 'no wildcards' }
        @{ Line = 'Get-AtlassianGroup -Role member'; Id = 'ParameterArgumentTransformationError'; Says = 'atlassian/user' }
        @{ Line = 'Get-AtlassianWorkspace sandbox*'; Id = 'ParameterArgumentValidationError'; Says = 'no wildcards' }
        @{ Line = 'Get-AtlassianUserPermission admin@example.com -Privilege email'; Id = 'ParameterArgumentTransformationError'; Says = 'email.set' }
        @{ Line = 'Grant-AtlassianUserRole admin@example.com owner'; Id = 'ParameterArgumentTransformationError'; Says = 'atlassian/org-admin' }
        @{ Line = 'Grant-AtlassianGroupRole nobody-yet owner sandbox.example.com/confluence'; Id = 'ParameterArgumentTransformationError'; Says = 'atlassian/user' }
    ) {
        $thrown = { & ([scriptblock]::Create($Line)) } | Should -Throw -ErrorId "$Id,*" -PassThru
        $thrown.Exception.Message | Should -Match ([regex]::Escape($Says))
    }

    It 'takes no more values than the service: <Line>' -ForEach @(
        @{ Line = 'Get-AtlassianUser -EmailDomain (1..11 | ForEach-Object { "d$_.example.com" })' }
        @{ Line = 'Get-AtlassianUser -Role user, admin, guest, customer, user-access-admin, contributor, basic, stakeholder, org-admin, site-admin, ai-access' }
        @{ Line = 'Get-AtlassianUser -Group (1..11)' }
    ) {
        { & ([scriptblock]::Create($Line)) } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'takes no value that the service does not know, and says which it knows: <Line>' -ForEach @(
        @{ Line = 'Get-AtlassianUser -Expand everything'; Known = 'productAccess' }
        @{ Line = 'Get-AtlassianUser -AccountStatus gone'; Known = 'inactive' }
        @{ Line = 'Get-AtlassianUser -Role visitor'; Known = 'atlassian/org-admin' }
    ) {
        { & ([scriptblock]::Create($Line)) } | Should -Throw -ErrorId 'ParameterArgument*Error,*' -ExpectedMessage "*$Known*"
    }
}

Describe 'Get-AtlassianUser with PowerShell''s paging' {
    It 'gives -First <First> -Skip <Skip> with <Requests> requests' -ForEach @(
        @{ First = 10; Skip = 0; Requests = 1 }
        @{ First = 1; Skip = 99; Requests = 1 }
        @{ First = 100; Skip = 0; Requests = 1 }
        @{ First = 101; Skip = 0; Requests = 2 }
        @{ First = 10; Skip = 95; Requests = 2 }
        @{ First = 10; Skip = 245; Requests = 3 }
        @{ First = 1000; Skip = 0; Requests = 3 }
        @{ First = 5; Skip = 1000; Requests = 3 }
        @{ First = 0; Skip = 0; Requests = 0 }
    ) {
        $script:found = $null
        $sent = @(Get-Request { $script:found = @(Get-AtlassianUser -First $First -Skip $Skip) })
        $sent | Should -HaveCount $Requests
        $found.AccountId | Should -Be ($All | Select-Object -Skip $Skip -First $First).AccountId
    }

    It 'counts after the filters' {
        $expected = @($All | Where-Object ClaimStatus -EQ 'unmanaged')
        (Get-AtlassianUser -ClaimStatus unmanaged -Skip 2 -First 3).AccountId | Should -Be $expected[2..4].AccountId
        (Get-AtlassianUser -ClaimStatus unmanaged -Skip 2).AccountId | Should -Be ($expected | Select-Object -Skip 2).AccountId
    }

    It 'pages the managed accounts' {
        $accounts = @(Get-AtlassianUser -ManagedAccount)
        $sent = @(Get-Request { $script:found = @(Get-AtlassianUser -ManagedAccount -First 5 -Skip 3) })
        $found.AccountId | Should -Be $accounts[3..7].AccountId
        $sent | Should -HaveCount 1
    }

    It 'counts the names of people who are named' {
        $found = 'mia.active@example.com', 'nobody@example.com', 'admin@example.com', 'contractor@example.net' |
            Get-AtlassianUser -Skip 1 -First 2 -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Email | Should -Be 'admin@example.com'
        $errors | Get-Code | Should -Be 'IdentityNotFound'
    }

    It 'tells the total with one request, before the people' {
        $script:found = $null
        $sent = @(Get-Request { $script:found = @(Get-AtlassianUser -IncludeTotalCount -First 2) })
        $sent | Should -HaveCount 2
        $sent[0] | Should -Match '^GET .*/users/count -> 200 '
        $found | Should -HaveCount 3
        $found[0] | Should -Be 250
        $found[0].Accuracy | Should -Be 1
        "$($found[0].ToString())" | Should -Be 'Total count: 250'
        $found[1].AccountId | Should -Be $All[0].AccountId
    }

    It 'tells the total of <With>' -ForEach @(
        @{ With = 'a filter'; Search = @{ ClaimStatus = 'unmanaged' } }
        @{ With = 'several'; Search = @{ Status = 'deactivated', 'for_deletion'; ClaimStatus = 'managed'; MfaEnabled = $false } }
        @{ With = 'groups, roles and products'; Search = @{ Role = 'atlassian/user'; Resource = 'sandbox.example.com'; Directory = 'Sandbox Company'; Group = 'okta-everyone' } }
        @{ With = 'nobody'; Search = @{ EmailDomain = 'nowhere.example.com' } }
    ) {
        $expected = @(Get-AtlassianUser @Search).Count
        (Get-AtlassianUser @Search -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $expected"
    }

    It 'is not sure of the total of a term, which the service counts otherwise, and does not know that of the managed accounts' {
        (Get-AtlassianUser -SearchTerm 'alex.kim' -IncludeTotalCount)[0].ToString() | Should -Match '^Estimated total count: '
        (Get-AtlassianUser -ManagedAccount -IncludeTotalCount -First 1)[0].ToString() | Should -Be 'Unknown total count'
    }

    It 'lists people also where the service does not count them' {
        $server = Start-CannedServer @(
            @{ Pattern = 'users/count'; Status = 403; Body = '{"errors":[{"id":"1","status":"403","code":"ADMIN-UAM-403-1","title":"Forbidden"}]}' }
            @{ Pattern = 'users/search'; Body = '{"data":[{"accountId":"a1","email":"one@example.com"}],"links":{}}' }
        )
        try {
            Connect-CannedServer $server @{ Name = 'canned' }
            $found = @(Get-AtlassianUser -IncludeTotalCount -Connection 'canned' -ErrorVariable errors)
            $found[0].ToString() | Should -Be 'Unknown total count'
            $found[1].AccountId | Should -Be 'a1'
            $errors | Should -BeNullOrEmpty
        }
        finally {
            Disconnect-AtlassianOrganization 'canned'
            $server.Dispose()
            Connect-AtlassianOrganization -Sandbox
        }
    }

    It 'stops fetching when the pipeline has enough' {
        $sandbox = Start-AtlassianSandbox -UserCount 1000
        try {
            Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri
            $sent = @(Get-Request { $script:found = @(Get-AtlassianUser | Select-Object -First 150) })
            $found | Should -HaveCount 150
            # Two, and the one ahead: ten would be everybody.
            $sent.Count | Should -BeIn 2, 3
        }
        finally {
            Stop-AtlassianSandbox $sandbox
            Connect-AtlassianOrganization -Sandbox
        }
    }
}
