BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianGroupMember' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'lists the people of a group named by <How>' -ForEach @(
        @{ How = 'name'; Group = { 'okta-engineering' } }
        @{ How = 'id'; Group = { (Get-AtlassianGroup 'okta-engineering').GroupId } }
        @{ How = 'object'; Group = { Get-AtlassianGroup 'okta-engineering' } }
    ) {
        $people = Get-AtlassianGroupMember (& $Group)
        $people.Email | Should -Contain 'mia.active@example.com'
        $people[0] | Should -BeOfType 'AtlassianAdmin.Client.Users.User'
        $people.Count | Should -Be (Get-AtlassianGroup 'okta-engineering' -WithCounts).UserCount
    }

    It 'lists those of the groups that come down the pipeline, and goes on after one that is not there' {
        $people = 'nobody-yet', 'no-such-group', 'org-admins' | Get-AtlassianGroupMember -ErrorAction SilentlyContinue -ErrorVariable errors
        $people.Email | Should -Be 'admin@example.com'
        $errors | Get-Code | Should -Be 'GroupNotFound'
    }

    It 'tells a list under a wrong header once, with its columns: <List>' -ForEach @(
        @{ List = 'another word'; Text = "Gruppe`norg-admins`nokta-engineering`nnobody-yet"; Says = "no column names a group\. The list has the columns 'Gruppe'\." }
        @{ List = 'another delimiter'; Text = "Group;Owner`norg-admins;a`nokta-engineering;b`nnobody-yet;c"; Says = "'Group;Owner'\. Its columns are separated by ';': add -Delimiter ';'" }
        @{ List = 'tabs'; Text = "Group name`tOwner`norg-admins`ta`nokta-engineering`tb`nnobody-yet`tc"; Says = 'separated by tabs' }
    ) {
        foreach ($line in 'Get-AtlassianGroupMember', 'Get-AtlassianGroupRole', 'Remove-AtlassianGroup -Confirm:$false') {
            $run = [scriptblock]::Create("`$args[0] | $line -ErrorAction SilentlyContinue -ErrorVariable script:errors -WarningVariable script:warnings -WarningAction SilentlyContinue")
            & $run ($Text | ConvertFrom-Csv) | Should -BeNullOrEmpty
            $errors | Get-Code | Should -Be 'GroupNotFound' -Because $line
            $errors[0].ErrorDetails.Message | Should -Match $Says
            $warnings | Should -Be '2 more rows have the same columns, none of which names a group.'
        }
    }

    It 'reads a list of groups under the headers that people use, and tells an empty cell by itself: <_>' -ForEach 'Group', 'Group name', 'group_id', 'Name' {
        $rows = "$_,Owner`norg-admins,a`n,b`nno-such-group,c" | ConvertFrom-Csv
        ($rows | Get-AtlassianGroupMember -ErrorAction SilentlyContinue -ErrorVariable errors).Email | Should -Be 'admin@example.com'
        $errors | Get-Code | Should -Be 'GroupNotFound', 'GroupNotFound'
    }

    It 'says which group each is a member of' {
        'dept-legal', 'contractors' | Get-AtlassianGroupMember | Group-Object MemberOf | ForEach-Object Name | Sort-Object | Should -Be 'contractors', 'dept-legal'
        (Get-AtlassianGroup 'contractors' | Get-AtlassianGroupMember).MemberOf | Select-Object -Unique | Should -Be 'contractors'
        (Get-AtlassianUser 'mia.active@example.com').MemberOf | Should -BeNullOrEmpty
    }

    It 'asks which of two groups that bear the name' {
        Get-AtlassianGroupMember 'Project Aurora' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'AmbiguousIdentity'
        (Get-AtlassianGroup 'Project Aurora' -Directory 'Sandbox Partners' | Get-AtlassianGroupMember).Email | Should -Contain 'contractor@example.net'
    }
}

Describe 'Add-AtlassianGroupMember' {
    BeforeAll {
        $script:Sales = "okta-$(-join [char[]](0x55B6, 0x696D, 0x90E8))"
        $script:Klub = "Caf$([char]0xE9)-Klub"
    }

    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'adds, in the directory of the group, and returns nothing' {
        $mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $group = Get-AtlassianGroup 'nobody-yet'
        $script:returned = 'something'
        $sent = Get-Request { $script:returned = Add-AtlassianGroupMember $mia $group }
        # What was known already is not asked again.
        $sent | Should -HaveCount 1
        $sent | Should -Match '^POST /admin/v2/orgs/\{orgId\}/directories/\{directoryId\}/groups/\{groupId\}/memberships -> 204 '
        $returned | Should -BeNullOrEmpty
        (Get-AtlassianGroupMember 'nobody-yet').Email | Should -Be 'mia.active@example.com'
    }

    It 'tells the change' {
        $change = Add-AtlassianGroupMember 'mia.active@example.com' 'nobody-yet' -PassThru -Verify
        $change.Action | Should -BeExactly 'AddToGroup'
        $change.Route | Should -BeExactly 'Directory'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before) $($change.After)" | Should -Be 'no_member member'
        $change.Verified | Should -BeTrue
        $change.Email | Should -Be 'mia.active@example.com'
    }

    It 'adds everybody of a list to one group, looking for the group once' {
        $people = Get-AtlassianUser -Directory 'Sandbox Company' -Status active -First 30
        $sent = Get-Request { $people | Add-AtlassianGroupMember -Group 'nobody-yet' }
        @($sent) -match '/groups/search' | Should -HaveCount 1
        @($sent) -match '/memberships -> 204' | Should -HaveCount 30
        Get-AtlassianGroupMember 'nobody-yet' | Should -HaveCount 30
    }

    It 'takes person and group from the rows of a CSV' {
        $changes = "Email,Group`nmia.active@example.com,nobody-yet`nadmin@example.com,$Klub" | ConvertFrom-Csv | Add-AtlassianGroupMember -PassThru
        $changes.Outcome | Should -Be 'Changed', 'Changed'
        (Get-AtlassianGroupMember 'nobody-yet').Email | Should -Be 'mia.active@example.com'
        (Get-AtlassianGroupMember $Klub).Email | Should -Contain 'admin@example.com'
    }

    It 'has nothing to do for a member, read before or not' -ForEach @(
        @{ With = @{} }
        @{ With = @{ PassThru = $true } }
    ) {
        $change = Add-AtlassianGroupMember 'admin@example.com' 'org-admins' -ErrorVariable errors @With
        $errors | Should -BeNullOrEmpty
        if ($With.Count) {
            $change.Outcome | Should -Be 'AlreadyInState'
            $change.Attempts | Should -Be 0
        }
        else {
            # The service refused it with 409, and the state was read.
            $change = Get-AtlassianChange -Last
            $change.Outcome | Should -Be 'AlreadyInState'
            $change.Attempts | Should -Be 1
        }
    }

    It 'tells the 409 of a product without a seat from that of a member' {
        $changes = 'scim.managed@example.com', 'contractor@example.net' |
            Add-AtlassianGroupMember -Group 'confluence-users-partners' -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Outcome | Should -Be 'Failed', 'AlreadyInState'
        $errors | Get-Code | Should -Be 'LicenseLimitReached'
        $errors[0].TargetObject | Should -Be 'scim.managed@example.com'
        (Get-AtlassianGroupMember 'confluence-users-partners').Email | Should -Not -Contain 'scim.managed@example.com'
    }

    It 'adds nobody who is in another directory than the group' {
        $change = Add-AtlassianGroupMember 'contractor@example.net' 'nobody-yet' -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $change.Outcome | Should -Be 'Failed'
        $errors | Get-Code | Should -Be 'NotInDirectory'
        $errors[0].ErrorDetails.Message | Should -Match '^contractor@example\.net is not in the directory of the group nobody-yet'
    }

    It 'refuses the group of an identity provider before any request' {
        $mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $okta = Get-AtlassianGroup $Sales
        $script:change = $null
        Get-Request { $script:change = Add-AtlassianGroupMember $mia $okta -PassThru } | Should -BeNullOrEmpty
        $change.Outcome | Should -Be 'Failed'
        $change.ErrorCode | Should -Be 'GroupManagedExternally'
        $change.Attempts | Should -Be 0
        # By name it has to be looked for, and that is all.
        $sent = Get-Request { Add-AtlassianGroupMember $mia $Sales }
        $sent | Should -HaveCount 1
        $sent | Should -Match '/groups/search -> 200 '
        (Get-AtlassianConnection).PeopleChanged | Should -Be 0
    }

    It 'shows the order where person and group have changed places: <_>' -ForEach @(
        "Add-AtlassianGroupMember 'nobody-yet' 'mia.active@example.com'"
        "Remove-AtlassianGroupMember 'nobody-yet' 'mia.active@example.com'"
        "Add-AtlassianGroupMember 'No such group' '557058:2baac156-c6dc-4e13-a02f-21ee849e1835'"
        "'nobody-yet' | Add-AtlassianGroupMember -Group 'mia.active@example.com'"
        "Add-AtlassianGroupMember (Get-AtlassianGroup 'nobody-yet') 'mia.active@example.com'"
        "Get-AtlassianGroupMember 'okta-engineering' | Add-AtlassianGroupMember 'nobody-yet'"
        "Get-AtlassianGroupMember 'okta-engineering' | Remove-AtlassianGroupMember (Get-AtlassianGroup 'nobody-yet')"
        "Get-AtlassianGroupMember 'okta-engineering' | Add-AtlassianGroupMember 'No such group', 'nobody-yet'"
    ) {
        $thrown = { & ([scriptblock]::Create($_)) } | Should -Throw -ErrorId 'InvalidIdentity,*' -PassThru
        $thrown.ErrorDetails.Message | Should -Match 'The order is (Add|Remove)-AtlassianGroupMember <person> <group>'
    }

    It 'shows how to name the group for people from the pipeline, in one error' {
        $thrown = { Get-AtlassianGroupMember 'okta-engineering' | Add-AtlassianGroupMember 'nobody-yet' } | Should -Throw -ErrorId 'InvalidIdentity,*' -PassThru
        $thrown.ErrorDetails.Message | Should -Match "Add-AtlassianGroupMember -Group 'nobody-yet'"
        Get-AtlassianGroupMember 'nobody-yet' | Should -BeNullOrEmpty
    }

    It 'takes several groups, each a change of its own' {
        $changes = @('mia.active@example.com', 'saml.profile@example.com' | Add-AtlassianGroupMember -Group 'dept-legal', 'no-such-group', 'nobody-yet', 'DEPT-legal' -PassThru -ErrorAction SilentlyContinue)
        $changes | ForEach-Object { $_.Email, $_.Target, $_.ErrorCode -join ' ' } | Should -Be @(
            'mia.active@example.com dept-legal ', 'mia.active@example.com no-such-group GroupNotFound', 'mia.active@example.com nobody-yet '
            'saml.profile@example.com dept-legal ', 'saml.profile@example.com no-such-group GroupNotFound', 'saml.profile@example.com nobody-yet ')
        (Get-AtlassianGroupMember 'nobody-yet').Email | Sort-Object | Should -Be 'mia.active@example.com', 'saml.profile@example.com'
        Remove-AtlassianGroupMember 'mia.active@example.com', 'saml.profile@example.com' 'nobody-yet', 'dept-legal'
        Get-AtlassianGroupMember 'nobody-yet' | Should -BeNullOrEmpty
    }

    It 'takes groups through the pipeline beside a typed person, by <How>' -ForEach @(
        @{ How = 'name'; Groups = { 'nobody-yet', 'dept-legal' } }
        @{ How = 'id'; Groups = { (Get-AtlassianGroup 'nobody-yet', 'dept-legal').GroupId } }
        @{ How = 'object'; Groups = { Get-AtlassianGroup 'nobody-yet', 'dept-legal' } }
        @{ How = 'row'; Groups = { "Group name`nnobody-yet`ndept-legal" | ConvertFrom-Csv } }
    ) {
        $changes = @(& $Groups | Add-AtlassianGroupMember 'saml.profile@example.com' -PassThru)
        $changes.Outcome | Should -Be 'Changed', 'Changed'
        $changes.Target | Should -Be 'nobody-yet', 'dept-legal'
        @(& $Groups | Remove-AtlassianGroupMember -Identity 'saml.profile@example.com' -PassThru).Outcome | Should -Be 'Changed', 'Changed'
    }

    It 'says that no group was named: <_>' -ForEach "'mia.active@example.com' | Add-AtlassianGroupMember", "Get-AtlassianUser 'mia.active@example.com' | Add-AtlassianGroupMember", "Add-AtlassianGroupMember 'mia.active@example.com'", "'mia.active@example.com' | Remove-AtlassianGroupMember -Group @()" {
        { & ([scriptblock]::Create($_)) } | Should -Throw -ErrorId 'GroupNotFound,*'
    }

    It 'refuses a team, whose members look after it' {
        (Add-AtlassianGroupMember 'admin@example.com' 'Team Phoenix' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'GroupNotModifiable'
    }

    It 'fails for each person when the group is not there, and looks for it once' {
        $people = Get-AtlassianUser -First 3
        $script:changes = $null
        $sent = Get-Request { $script:changes = $people | Add-AtlassianGroupMember -Group 'no-such-group' -PassThru -ErrorVariable script:errors }
        $changes.Outcome | Should -Be 'Failed', 'Failed', 'Failed'
        $changes.Email | Should -Be $people.Email
        $changes.ErrorCode | Should -Be 'GroupNotFound', 'GroupNotFound', 'GroupNotFound'
        $errors | Should -HaveCount 3
        $sent | Should -HaveCount 1
    }

    It 'asks which of two groups that bear the name, and adds to neither' {
        (Add-AtlassianGroupMember 'scim.managed@example.com' 'Project Aurora' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'AmbiguousIdentity'
        (Add-AtlassianGroupMember 'mia.active@example.com' (Get-AtlassianGroup 'Project Aurora' -Directory 'Sandbox Company') -PassThru).ErrorCode | Should -BeNullOrEmpty
    }

    It 'foresees with -WhatIf, and adds nobody' {
        $changes = @(
            'mia.active@example.com', 'admin@example.com' | Add-AtlassianGroupMember -Group 'org-admins' -WhatIf -PassThru
            Add-AtlassianGroupMember 'mia.active@example.com' $Sales -WhatIf -PassThru -ErrorVariable errors
        )
        $changes.Outcome | Should -Be 'WhatIf', 'WhatIf', 'WhatIf'
        $changes.ErrorCode | Should -Be $null, $null, 'GroupManagedExternally'
        "$($changes[1].After)" | Should -Be 'member'
        $errors | Should -BeNullOrEmpty
        (Get-AtlassianGroupMember 'org-admins').Email | Should -Be 'admin@example.com'
    }

    It 'is refused by a connection that is read only' {
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        (Add-AtlassianGroupMember 'mia.active@example.com' 'nobody-yet' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'ReadOnlyConnection'
        Get-AtlassianGroupMember 'nobody-yet' | Should -BeNullOrEmpty
    }
}

Describe 'Remove-AtlassianGroupMember' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'takes out' {
        $change = Remove-AtlassianGroupMember 'contractor@example.net' 'contractors' -PassThru -Verify
        $change.Action | Should -BeExactly 'RemoveFromGroup'
        $change.Route | Should -BeExactly 'Directory'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before) $($change.After)" | Should -Be 'member no_member'
        $change.Verified | Should -BeTrue
        (Get-AtlassianGroupMember 'contractors').Email | Should -Not -Contain 'contractor@example.net'
    }

    It 'has nothing to do for somebody who is no member, read before or not' {
        (Remove-AtlassianGroupMember 'mia.active@example.com' 'nobody-yet' -PassThru -ErrorVariable errors).Outcome | Should -Be 'AlreadyInState'
        Remove-AtlassianGroupMember 'mia.active@example.com' 'nobody-yet' -ErrorVariable +errors
        (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
        $errors | Should -BeNullOrEmpty
    }

    It 'takes the groups of a leaver down the pipeline: those of the identity provider are refused, one by one' {
        $groups = Get-AtlassianGroup -Member 'mia.active@example.com'
        $changes = $groups | Remove-AtlassianGroupMember -Identity 'mia.active@example.com' -PassThru -Verify -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Count | Should -Be $groups.Count
        $changes.Email | Sort-Object -Unique | Should -Be 'mia.active@example.com'
        $locked = @($groups | Where-Object IsLocked)
        $locked.Name | Should -Contain 'okta-everyone'
        $errors.Count | Should -Be $locked.Count
        $errors | Get-Code | Where-Object { $_ -notin 'GroupManagedExternally', 'GroupNotModifiable' } | Should -BeNullOrEmpty
        (Get-AtlassianGroup -Member 'mia.active@example.com').GroupId | Should -Be $locked.GroupId
        (Get-AtlassianConnection).PeopleChanged | Should -Be 1
    }

    It 'names each group in its question, also where the pipeline has its id' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('No', 'No')
        $shell = New-Shell $screen
        try {
            $changes = Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; Get-AtlassianGroup 'dept-legal', 'contractors' | Remove-AtlassianGroupMember -Identity contractor@example.net -Confirm -PassThru"
            $changes.Outcome | Should -Be 'Skipped', 'Skipped'
            $screen.Screen.Questions[0] | Should -Match 'dept-legal.*<contractor@example\.net>'
            $screen.Screen.Questions[1] | Should -Match 'contractors.*<contractor@example\.net>'
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'takes no group for a person' {
        Get-AtlassianGroup 'contractors' | Remove-AtlassianGroupMember -Group 'contractors' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        (Get-AtlassianGroupMember 'contractors').Email | Should -Contain 'contractor@example.net'
    }

    It 'foresees with -WhatIf, and takes out nobody' {
        (Remove-AtlassianGroupMember 'contractor@example.net' 'contractors' -WhatIf -PassThru).Outcome | Should -Be 'WhatIf'
        (Get-AtlassianGroupMember 'contractors').Email | Should -Contain 'contractor@example.net'
    }
}
