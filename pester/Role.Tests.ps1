BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianUserRole' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'tells each role, and how it is held' {
        $roles = Get-AtlassianUserRole 'alex.kim@example.org'
        $roles[0] | Should -BeOfType 'AtlassianAdmin.Client.Roles.RoleAssignment'
        $roles.ResourceOwner | Should -Be 'jira-software', 'confluence', 'platform'
        $roles.Methods | Should -Be 'atlassian/user: group_direct', 'atlassian/user: group_direct', 'atlassian/org-admin: direct'
        $roles[0].DirectoryId | Should -Be (Get-AtlassianDirectory 'company').DirectoryId
        $roles[2].DirectoryId | Should -BeNullOrEmpty
        $roles[2].Roles | Should -Be 'atlassian/org-admin'
        $roles.Email | Sort-Object -Unique | Should -Be 'alex.kim@example.org'
        $roles.Name | Sort-Object -Unique | Should -Be 'Alex Kim'
    }

    It 'tells those of several people, in order, and goes on after a failure' {
        $roles = 'google.managed@example.com', 'nobody@example.com', 'not.invited@example.com', 'suspended.member@example.com' |
            Get-AtlassianUserRole -ErrorAction SilentlyContinue -ErrorVariable errors
        $roles.Email | Should -Be 'google.managed@example.com', 'suspended.member@example.com'
        $roles.UserDirectoryStatus | Should -Be 'active', 'suspended'
        $errors | Get-Code | Should -Be 'IdentityNotFound'
    }
}

Describe 'Grant-AtlassianUserRole and Revoke-AtlassianUserRole' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'gives a role on a product named by <How>' -ForEach @(
        @{ How = 'ARI'; Resource = { (Get-AtlassianWorkspace 'sandbox' -Product 'confluence').ResourceId } }
        @{ How = 'host and product'; Resource = { 'sandbox.example.com/confluence' } }
        @{ How = 'address and product'; Resource = { 'https://Sandbox.example.com/Confluence' } }
        @{ How = 'workspace object'; Resource = { Get-AtlassianWorkspace 'sandbox' -Product 'confluence' } }
        @{ How = 'row of a CSV'; Resource = { Get-AtlassianWorkspace 'sandbox' -Product 'confluence' | Select-Object ResourceId } }
    ) {
        $change = Grant-AtlassianUserRole 'alex.kim@example.com' 'atlassian/admin' (& $Resource) -PassThru -Verify
        $change.Action | Should -BeExactly 'GrantRole'
        $change.Route | Should -BeExactly 'Directory'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before) $($change.After)" | Should -Be 'no_role direct'
        $change.Verified | Should -BeTrue
        $role = Get-AtlassianUserRole 'alex.kim@example.com' | Where-Object ResourceOwner -EQ 'confluence'
        $role.Methods | Should -Be 'atlassian/admin: direct'
    }

    It 'gives and takes what was given, and says when there is nothing to do' {
        $with = @{ Identity = 'alex.kim@example.com'; Role = 'atlassian/guest'; Resource = 'sandbox.example.com/confluence'; PassThru = $true }
        (Grant-AtlassianUserRole @with).Outcome | Should -Be 'Changed'
        (Grant-AtlassianUserRole @with).Outcome | Should -Be 'AlreadyInState'
        $revoked = Revoke-AtlassianUserRole @with -Verify
        $revoked.Action | Should -BeExactly 'RevokeRole'
        "$($revoked.Before) $($revoked.After)" | Should -Be 'direct no_role'
        (Revoke-AtlassianUserRole @with).Outcome | Should -Be 'AlreadyInState'
        (Get-AtlassianUserRole 'alex.kim@example.com').ResourceOwner | Should -Not -Contain 'confluence'
    }

    It 'names the products of a host that has several, and changes nobody' {
        { Grant-AtlassianUserRole 'alex.kim@example.com' 'atlassian/user' 'sandbox.example.com' } |
            Should -Throw -ErrorId 'ResourceNotFound,*' -ExpectedMessage '*sandbox.example.com/jira-software*sandbox.example.com/confluence*sandbox.example.com/jira-servicedesk*'
        (Get-AtlassianConnection).PeopleChanged | Should -Be 0
    }

    It 'says that nothing answers at <_>' -ForEach 'nowhere.example.com/jira-software', 'sandbox.example.com/trello', '', 'http://' {
        { Grant-AtlassianUserRole 'alex.kim@example.com' 'atlassian/user' $_ } | Should -Throw -ErrorId 'ResourceNotFound,*'
        (Get-AtlassianConnection).PeopleChanged | Should -Be 0
    }

    It 'fails for one person with a role that the product does not have' {
        $change = Grant-AtlassianUserRole 'alex.kim@example.com' 'atlassian/guest' 'sandbox.example.com/jira-software' -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $change.Outcome | Should -Be 'Failed'
        $errors | Get-Code | Should -Be 'RequestRejected'
        $errors[0].ErrorDetails.Message | Should -Match 'Invalid Role'
    }

    It 'makes an organization admin without a resource, and takes it back' {
        $granted = Grant-AtlassianUserRole 'mia.active@example.com' 'atlassian/org-admin' -PassThru -Verify
        $granted.Outcome | Should -Be 'Changed'
        (Get-AtlassianUser -Role 'atlassian/org-admin').Email | Should -Be 'admin@example.com', 'mia.active@example.com', 'alex.kim@example.org'
        (Revoke-AtlassianUserRole 'mia.active@example.com', 'alex.kim@example.org' 'atlassian/org-admin' -PassThru -Verify).Outcome | Should -Be 'Changed', 'Changed'
        (Get-AtlassianUser -Role 'atlassian/org-admin').Email | Should -Be 'admin@example.com'
    }

    It 'makes nobody an organization admin when a product was named' {
        $script:change = $null
        $mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $ari = (Get-AtlassianWorkspace 'sandbox' -Product 'confluence').ResourceId
        Get-Request { $script:change = Grant-AtlassianUserRole $mia 'atlassian/org-admin' $ari -PassThru } | Should -BeNullOrEmpty
        $change.ErrorCode | Should -Be 'InvalidField'
        (Get-AtlassianUser -Role 'atlassian/org-admin').Email | Should -Not -Contain 'mia.active@example.com'
        # The organization itself is what the service lists with that role.
        $own = (Get-AtlassianUserRole 'alex.kim@example.org' | Where-Object ResourceOwner -EQ 'platform').ResourceId
        (Revoke-AtlassianUserRole 'alex.kim@example.org' 'atlassian/org-admin' $own -PassThru -Verify).Outcome | Should -Be 'Changed'
    }

    It 'needs a resource for every other role: <_>' -ForEach 'Grant-AtlassianUserRole', 'Revoke-AtlassianUserRole' {
        $mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $script:change = $null
        $cmdlet = $_
        Get-Request { $script:change = & $cmdlet $mia 'atlassian/user' -PassThru } | Should -BeNullOrEmpty
        $change.Outcome | Should -Be 'Failed'
        $change.ErrorCode | Should -Be 'ResourceNotFound'
    }

    It 'warns that a role comes through a group, and takes nothing, with -PassThru or without' -ForEach @(
        @{ With = @{} }
        @{ With = @{ PassThru = $true } }
    ) {
        Revoke-AtlassianUserRole 'mia.active@example.com' 'atlassian/user' 'sandbox.example.com/confluence' -WarningVariable warnings -WarningAction SilentlyContinue @With | Out-Null
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -Match 'mia\.active@example\.com.*through a group.*Get-AtlassianGroup -Member'
        (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
        (Get-AtlassianConnection).PeopleChanged | Should -Be 0
        (Get-AtlassianUserRole 'mia.active@example.com' | Where-Object ResourceOwner -EQ 'confluence').Roles | Should -Be 'atlassian/user'
    }

    It 'warns also when the person''s own role goes and that of a group stays' {
        Grant-AtlassianUserRole 'mia.active@example.com' 'atlassian/user' 'sandbox.example.com/confluence'
        $change = Revoke-AtlassianUserRole 'mia.active@example.com' 'atlassian/user' 'sandbox.example.com/confluence' -PassThru -Verify -WarningVariable warnings -WarningAction SilentlyContinue
        $change.Outcome | Should -Be 'Changed'
        "$($change.After)" | Should -Be 'group_direct'
        $warnings | Should -HaveCount 1
    }

    It 'finds no seat' {
        (Grant-AtlassianUserRole 'scim.managed@example.com' 'atlassian/user' 'partners.example.com/confluence' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'LicenseLimitReached'
    }

    It 'gives nothing to somebody who is not in the directory of the product' {
        $change = Grant-AtlassianUserRole 'mia.active@example.com' 'atlassian/user' 'partners.example.com/jira-software' -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $change.ErrorCode | Should -Be 'NotInDirectory'
        $errors[0].ErrorDetails.Message | Should -Match '^mia\.active@example\.com is not in '
    }

    It 'foresees with -WhatIf, and changes nobody' {
        $changes = @(
            Grant-AtlassianUserRole 'mia.active@example.com' 'atlassian/admin' 'sandbox.example.com/confluence' -WhatIf -PassThru
            Grant-AtlassianUserRole 'mia.active@example.com' 'atlassian/admin' -WhatIf -PassThru -ErrorVariable errors
        )
        $changes.Outcome | Should -Be 'WhatIf', 'WhatIf'
        $changes.ErrorCode | Should -Be $null, 'ResourceNotFound'
        $errors | Should -BeNullOrEmpty
        (Get-AtlassianUserRole 'mia.active@example.com').Roles | Should -Not -Contain 'atlassian/admin'
    }

    It 'is refused by a connection that is read only, and for an account that is protected' {
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        (Grant-AtlassianUserRole 'mia.active@example.com' 'atlassian/org-admin' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'ReadOnlyConnection'
        Connect-AtlassianOrganization -Sandbox -ProtectedIdentity 'alex.kim@example.org'
        (Revoke-AtlassianUserRole 'alex.kim@example.org' 'atlassian/org-admin' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'ProtectedAccount'
        (Get-AtlassianUser -Role 'atlassian/org-admin').Email | Should -Contain 'alex.kim@example.org'
    }
}

Describe 'Get-AtlassianUserRole into Revoke- and Grant-AtlassianUserRole' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        $null = @(New-AtlassianUserInvitation 'new.person@example.com' -Resource 'sandbox.example.com/confluence', 'sandbox.example.com/jira-software')
    }

    It 'takes away what was listed, and gives it back' {
        $held = @(Get-AtlassianUserRole 'new.person@example.com')
        $held | Should -HaveCount 2
        $changes = @($held | Revoke-AtlassianUserRole -PassThru -Confirm:$false)
        $changes.Outcome | Should -Be 'Changed', 'Changed'
        $changes | ForEach-Object TargetId | Should -Be $held.ResourceId
        $changes | ForEach-Object Target | Should -Be 'atlassian/user on sandbox.example.com/jira-software', 'atlassian/user on sandbox.example.com/confluence'
        Get-AtlassianUserRole 'new.person@example.com' | Should -BeNullOrEmpty
        ($held | Grant-AtlassianUserRole -PassThru -Confirm:$false).Outcome | Should -Be 'Changed', 'Changed'
        (Get-AtlassianUserRole 'new.person@example.com').ResourceId | Should -Be $held.ResourceId
    }

    It 'takes only those that were chosen, of a file, too' {
        $path = Join-Path $TestDrive 'roles.xml'
        Get-AtlassianUserRole 'new.person@example.com' | Where-Object ResourceOwner -EQ 'confluence' | Export-Clixml $path
        (Import-Clixml $path | Revoke-AtlassianUserRole -PassThru -Confirm:$false).Outcome | Should -Be 'Changed'
        (Get-AtlassianUserRole 'new.person@example.com').ResourceOwner | Should -Not -Contain 'confluence'
    }

    It 'takes the role of the organization away, which is on no product' {
        Grant-AtlassianUserRole 'mia.active@example.com' 'org-admin' -Confirm:$false
        $role = Get-AtlassianUserRole 'mia.active@example.com' | Where-Object Roles -Contains 'atlassian/org-admin'
        $change = $role | Revoke-AtlassianUserRole -PassThru -Confirm:$false
        $change.Outcome | Should -Be 'Changed'
        $change.Target | Should -Match '^atlassian/org-admin'
    }

    It 'asks for each role of one product' {
        $changes = @(Grant-AtlassianUserRole 'new.person@example.com' 'user', 'admin' 'sandbox.example.com/confluence' -WhatIf -PassThru)
        $changes.Target | ForEach-Object { ($_ -split ' on ')[0] } | Should -Be 'atlassian/user', 'atlassian/admin'
    }

    It 'refuses a role that it does not know before anything is sent: <_>' -ForEach 'Developer', 'atlassian/wizard' {
        $script:row = [pscustomobject]@{ Email = 'mia.active@example.com'; Role = $_; Product = 'sandbox.example.com/confluence' }
        $sent = Get-Request { $row | Grant-AtlassianUserRole -Confirm:$false -ErrorVariable script:errors }
        $errors | Should -HaveCount 1
        "$($errors[0])" | Should -Match 'atlassian/user'
        @($sent) -match 'assign' | Should -BeNullOrEmpty
    }
}

Describe 'Get-, Grant- and Revoke-AtlassianGroupRole' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'tells the roles of groups, with the group' {
        $roles = 'jira-admins-sandbox', 'no-such-group', 'org-admins' | Get-AtlassianGroupRole -ErrorAction SilentlyContinue -ErrorVariable errors
        $roles.Name | Should -Be 'jira-admins-sandbox', 'org-admins'
        $roles.Roles | Should -Be 'atlassian/admin', 'atlassian/org-admin'
        $roles.ResourceOwner | Should -Be 'jira-software', 'platform'
        $roles[0].GroupId | Should -Be (Get-AtlassianGroup 'jira-admins-sandbox').GroupId
        $errors | Get-Code | Should -Be 'GroupNotFound'
    }

    It 'gives a group a role and takes it, and with it everybody in it' {
        $granted = Grant-AtlassianGroupRole 'nobody-yet' 'atlassian/admin' 'sandbox.example.com/confluence' -PassThru
        $granted | Should -BeOfType 'AtlassianAdmin.Changes.Running.Change'
        $granted.Action | Should -BeExactly 'GrantGroupRole'
        $granted.Outcome | Should -Be 'Changed'
        Add-AtlassianGroupMember 'alex.kim@example.com' 'nobody-yet'
        (Get-AtlassianUserRole 'alex.kim@example.com' | Where-Object ResourceOwner -EQ 'confluence').Methods | Should -Be 'atlassian/admin: group_direct'
        $revoked = Get-AtlassianGroup 'nobody-yet' | Revoke-AtlassianGroupRole -Role 'atlassian/admin' -Resource (Get-AtlassianWorkspace 'sandbox' -Product 'confluence') -PassThru
        $revoked.Action | Should -BeExactly 'RevokeGroupRole'
        $revoked.Outcome | Should -Be 'Changed'
        Get-AtlassianGroupRole 'nobody-yet' | Should -BeNullOrEmpty
        (Get-AtlassianUserRole 'alex.kim@example.com').ResourceOwner | Should -Not -Contain 'confluence'
    }

    It 'names the products of a host that has several: <_>' -ForEach 'Grant-AtlassianGroupRole', 'Revoke-AtlassianGroupRole' {
        $cmdlet = $_
        { & $cmdlet 'nobody-yet' 'atlassian/user' 'sandbox.example.com' } |
            Should -Throw -ErrorId 'ResourceNotFound,*' -ExpectedMessage '*sandbox.example.com/jira-software*sandbox.example.com/confluence*'
    }

    It 'fails with a role that the product does not have, with one of another directory, and without a seat' {
        $changes = @(
            Grant-AtlassianGroupRole 'nobody-yet' 'atlassian/guest' 'sandbox.example.com/jira-software' -PassThru -ErrorAction SilentlyContinue
            Grant-AtlassianGroupRole 'nobody-yet' 'atlassian/user' 'partners.example.com/jira-software' -PassThru -ErrorAction SilentlyContinue
            Grant-AtlassianGroupRole 'contractors' 'atlassian/user' 'partners.example.com/confluence' -PassThru -ErrorAction SilentlyContinue
        )
        $changes.ErrorCode | Should -Be 'RequestRejected', 'RequestRejected', 'LicenseLimitReached'
    }

    It 'says when there is nothing to do, and reads the state back with -Verify' {
        $with = @{ Group = 'nobody-yet'; Role = 'atlassian/user'; Resource = 'sandbox.example.com/confluence'; PassThru = $true }
        $granted = Grant-AtlassianGroupRole @with -Verify
        "$($granted.Outcome) $($granted.Verified) $($granted.Before) $($granted.After)" | Should -Be 'Changed True no_role role'
        $script:again = $null
        $sent = Get-Request { $script:again = Grant-AtlassianGroupRole @with }
        $again.Outcome | Should -Be 'AlreadyInState'
        @($sent) -match 'role-assignments/assign' | Should -BeNullOrEmpty
        $revoked = Revoke-AtlassianGroupRole @with -Verify
        "$($revoked.Outcome) $($revoked.Verified) $($revoked.Before) $($revoked.After)" | Should -Be 'Changed True role no_role'
        (Revoke-AtlassianGroupRole @with).Outcome | Should -Be 'AlreadyInState'
    }

    It 'asks for a product once, however many groups there are' {
        $groups = Get-AtlassianGroup 'dept-*'
        $sent = @(Get-Request { $groups | Grant-AtlassianGroupRole -Role 'atlassian/user' -Resource 'sandbox.example.com/confluence' })
        @($sent -match '/workspaces ') | Should -HaveCount 1
        @($sent -match 'role-assignments/assign') | Should -HaveCount $groups.Count
        $sent.Count | Should -Be ($groups.Count + 1)
    }

    It 'reads the state after a <Status>, and is content when it is as wanted' -ForEach @(
        @{ Status = 409; Body = '{"errors":[{"id":"1","status":"409","code":"ADMIN-UAM-409-2","title":"Conflict"}]}' }
        @{ Status = 403; Body = '{"errors":[{"id":"1","status":"403","code":"ADMIN-UAM-403-1","title":"Forbidden"}]}' }
    ) {
        $server = Start-CannedServer @(
            @{ Pattern = '/groups/search'; Body = '{"data":[{"id":"11111111-1111-4111-8111-111111111111","name":"g","directoryId":"d1"}],"links":{}}' }
            @{ Pattern = 'role-assignments/assign'; Status = $Status; Body = $Body }
            @{ Pattern = '^GET .*/role-assignments'; Body = '{"data":[{"resourceId":"ari:cloud:jira::site/1","roles":["atlassian/user"]}],"links":{}}' }
        )
        try {
            Connect-CannedServer $server
            Grant-AtlassianGroupRole 'g' 'atlassian/user' 'ari:cloud:jira::site/1' -ErrorVariable errors
            $errors | Should -BeNullOrEmpty
            (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
            # Another role is not there: the refusal stands.
            Grant-AtlassianGroupRole 'g' 'atlassian/admin' 'ari:cloud:jira::site/1' -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Should -HaveCount 1
            (Get-AtlassianChange -Last).Outcome | Should -Be 'Failed'
        }
        finally {
            $server.Dispose()
        }
    }

    It 'waits with -Verify until the role has taken effect' {
        $server = Start-CannedServer @(
            @{ Pattern = '/groups/search'; Body = '{"data":[{"id":"11111111-1111-4111-8111-111111111111","name":"g","directoryId":"d1"}],"links":{}}' }
            @{ Pattern = 'role-assignments/assign'; Status = 200 }
            @{ Pattern = '^GET .*/role-assignments'; Times = 3; Body = '{"data":[],"links":{}}' }
            @{ Pattern = '^GET .*/role-assignments'; Body = '{"data":[{"resourceId":"ari:cloud:jira::site/1","roles":["atlassian/user"]}],"links":{}}' }
        )
        try {
            Connect-CannedServer $server
            $change = Grant-AtlassianGroupRole 'g' 'atlassian/user' 'ari:cloud:jira::site/1' -PassThru -Verify
            "$($change.Outcome) $($change.Verified)" | Should -Be 'Changed True'
            @($server.Requests.Line -match '^GET .*/role-assignments').Count | Should -Be 4
        }
        finally {
            $server.Dispose()
        }
    }

    It 'gives roles to groups of an identity provider, whose members alone are locked' {
        $change = Grant-AtlassianGroupRole 'okta-everyone' 'atlassian/user' 'sandbox.example.com/jira-servicedesk' -PassThru -Verify
        $change.Outcome | Should -Be 'Changed'
        $change.Verified | Should -BeTrue
        (Revoke-AtlassianGroupRole 'okta-everyone' 'atlassian/user' 'sandbox.example.com/jira-servicedesk' -PassThru).Outcome | Should -Be 'Changed'
        (Add-AtlassianGroupMember 'alex.kim@example.com' 'okta-everyone' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'GroupManagedExternally'
    }

    It 'changes nothing with -WhatIf, and nothing on a connection that is read only' {
        (Grant-AtlassianGroupRole 'nobody-yet' 'atlassian/user' 'sandbox.example.com/confluence' -WhatIf -PassThru).Outcome | Should -Be 'WhatIf'
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        (Grant-AtlassianGroupRole 'nobody-yet' 'atlassian/user' 'sandbox.example.com/confluence' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'ReadOnlyConnection'
        Get-AtlassianGroupRole 'nobody-yet' | Should -BeNullOrEmpty
    }
}
