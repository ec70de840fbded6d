BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    $script:Sales = "okta-$(-join [char[]](0x55B6, 0x696D, 0x90E8))"
    $script:Klub = "Caf$([char]0xE9)-Klub"
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianGroup' {
    It 'lists them all, with what tells whether they may be changed' {
        $groups = Get-AtlassianGroup
        $groups.Count | Should -BeGreaterThan 20
        $groups[0] | Should -BeOfType 'AtlassianAdmin.Client.Groups.Group'
        ($groups.GroupId | Sort-Object -Unique).Count | Should -Be $groups.Count
        $okta = $groups | Where-Object Name -EQ 'okta-everyone'
        $okta.ExternalSynced | Should -BeTrue
        $okta.ManagedBy | Should -Be 'external'
        $okta.IsLocked | Should -BeTrue
        $own = $groups | Where-Object Name -EQ 'jira-admins-sandbox'
        $own.ExternalSynced | Should -BeFalse
        $own.Modifiable | Should -BeTrue
        $own.IsLocked | Should -BeFalse
    }

    It 'gets one by its name, without regard to case, with one request' {
        $sent = Get-Request { $script:found = Get-AtlassianGroup 'JIRA-admins-SANDBOX' }
        $found.Name | Should -BeExactly 'jira-admins-sandbox'
        $sent | Should -HaveCount 1
        $sent | Should -Match '^POST .*/groups/search -> 200 '
    }

    It 'gets those whose names fit a wildcard' {
        (Get-AtlassianGroup 'okta-*').Name | Should -Be 'okta-everyone', 'okta-engineering', $Sales
        (Get-AtlassianGroup "*f$([char]0xE9)-k?ub").Name | Should -Be $Klub
        Get-AtlassianGroup 'nothing-*' -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }

    It 'gets one by <How>' -ForEach @(
        @{ How = 'id'; Of = { (Get-AtlassianGroup 'dept-sales').GroupId } }
        @{ How = 'object'; Of = { Get-AtlassianGroup 'dept-sales' } }
        @{ How = 'the group of a person'; Of = { (Get-AtlassianUser -SearchTerm 'saml.profile' -Expand groups).Groups | Where-Object Name -EQ 'dept-sales' } }
        @{ How = 'a row'; Of = { [pscustomobject]@{ Name = 'dept-sales' } } }
    ) {
        $group = Get-AtlassianGroup (& $Of)
        $group.Name | Should -BeExactly 'dept-sales'
        $group | Should -BeOfType 'AtlassianAdmin.Client.Groups.Group'
    }

    It 'gets both groups that bear a name, and the one of a directory' {
        $both = Get-AtlassianGroup 'Project Aurora'
        $both | Should -HaveCount 2
        $both.DirectoryId | Should -Be (Get-AtlassianDirectory).DirectoryId
        (Get-AtlassianGroup 'Project Aurora' -Directory 'Sandbox Partners').GroupId | Should -Be $both[1].GroupId
    }

    It 'searches by part of a name' {
        (Get-AtlassianGroup -SearchTerm 'AURORA').Name | Should -Be 'Project Aurora', 'Project Aurora'
        Get-AtlassianGroup -SearchTerm 'no such group' | Should -BeNullOrEmpty
    }

    It 'gets those of a person, by whatever names the person' {
        $names = 'okta-everyone', $Sales, 'dept-sales'
        foreach ($member in 'scim.managed@example.com', (Get-AtlassianUser 'scim.managed@example.com'), [pscustomobject]@{ Email = 'scim.managed@example.com' }) {
            $found = $member | Get-AtlassianGroup
            $names | ForEach-Object { $found.Name | Should -Contain $_ }
        }
        ('scim.managed@example.com' | Get-AtlassianGroup -Directory 'Sandbox Partners').Name | Should -Be 'jira-software-users-partners', 'Project Aurora'
        'not.invited@example.com' | Get-AtlassianGroup | Should -BeNullOrEmpty
    }

    It 'goes on after somebody who is not found' {
        $found = 'nobody@example.com', '', 'google.managed@example.com' | Get-AtlassianGroup -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Name | Should -Be 'google-everyone', 'dept-support'
        $errors | Get-Code | Should -Be 'IdentityNotFound', 'InvalidIdentity'
    }

    It 'gets those with a role, on a product, of a directory' {
        (Get-AtlassianGroup -Role 'atlassian/org-admin').Name | Should -Be 'org-admins'
        (Get-AtlassianGroup -Resource 'sandbox.example.com/jira-software').Name | Should -Be 'jira-admins-sandbox', 'jira-software-users-sandbox'
        (Get-AtlassianGroup -Resource 'sandbox.example.com/jira-software' -Role 'atlassian/admin').Name | Should -Be 'jira-admins-sandbox'
        (Get-AtlassianGroup -Directory 'Sandbox Partners').Name | Should -Contain 'contractors'
        (Get-AtlassianGroup -Directory 'Sandbox Partners').Name | Should -Not -Contain 'okta-everyone'
        # A host alone stands for all of its products.
        (Get-AtlassianGroup -Resource 'https://partners.example.com').Name | Should -Be 'jira-software-users-partners', 'confluence-users-partners'
    }

    It 'heeds -Directory and -WithCounts also for an id' {
        $group = Get-AtlassianGroup 'okta-engineering' -WithCounts
        (Get-AtlassianGroup $group.GroupId -Directory 'Sandbox Company').GroupId | Should -Be $group.GroupId
        Get-AtlassianGroup $group.GroupId -Directory 'Sandbox Partners' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'GroupNotFound'
        $sent = @(Get-Request { $script:counted = Get-AtlassianGroup $group.GroupId -WithCounts })
        $sent | Should -Match '^POST .*/groups/search -> 200 '
        "$($counted.UserCount) $($counted.ResourceCount)" | Should -Be "$($group.UserCount) $($group.ResourceCount)"
    }

    It 'counts people and products when asked to' {
        $group = Get-AtlassianGroup 'okta-engineering' -WithCounts
        $group.UserCount | Should -Be @(Get-AtlassianGroupMember 'okta-engineering').Count
        $group.ResourceCount | Should -Be 1
        (Get-AtlassianGroup 'okta-engineering').UserCount | Should -BeNullOrEmpty
    }

    It 'says which name or id is nobody''s, and goes on' {
        $found = Get-AtlassianGroup 'no-such-group', ([guid]::NewGuid()), 'dept-sales' -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.Name | Should -Be 'dept-sales'
        $errors | Get-Code | Should -Be 'GroupNotFound', 'GroupNotFound'
        $errors[0].TargetObject | Should -Be 'no-such-group'
        $errors[0].ErrorDetails.Message | Should -Match 'no-such-group'
    }

    It 'ends at a directory or a product that does not exist' {
        { Get-AtlassianGroup -Directory 'Nowhere' } | Should -Throw -ErrorId 'DirectoryNotFound,*'
        { Get-AtlassianGroup -Resource 'nowhere.example.com/jira-software' } | Should -Throw -ErrorId 'ResourceNotFound,*'
    }
}

Describe 'New-AtlassianGroup' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'creates one and returns it as the service has it' {
        $group = New-AtlassianGroup 'Leavers 2026' -Description 'To be looked at' -Directory 'Sandbox Company'
        $group | Should -BeOfType 'AtlassianAdmin.Client.Groups.Group'
        $group.Name | Should -BeExactly 'Leavers 2026'
        $group.Description | Should -BeExactly 'To be looked at'
        $group.DirectoryId | Should -Be (Get-AtlassianDirectory 'company').DirectoryId
        (Get-AtlassianGroup 'Leavers 2026').GroupId | Should -Be $group.GroupId
    }

    It 'asks which directory when there are several' {
        New-AtlassianGroup 'Leavers 2026' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'AmbiguousIdentity'
        $errors[0].ErrorDetails.Message | Should -Match '-Directory.*Sandbox Company.*Sandbox Partners'
    }

    It 'creates those of a CSV, in whatever language, and goes on after a name that is taken' {
        $leavers = -join [char[]](0x9000, 0x8077, 0x8005)
        $rows = @"
Name,Description,Directory
$leavers,leavers,Sandbox Company
dept-sales,taken,Sandbox Company
dept-sales,free there,Sandbox Partners
"O'Neil & Sons, <x>",,Sandbox Partners
"@ | ConvertFrom-Csv
        $made = $rows | New-AtlassianGroup -ErrorAction SilentlyContinue -ErrorVariable errors
        $made.Name | Should -Be $leavers, 'dept-sales', "O'Neil & Sons, <x>"
        $errors | Get-Code | Should -Be 'GroupExists'
        $errors[0].TargetObject | Should -Be 'dept-sales'
        $errors[0].ErrorDetails.Message | Should -Match 'dept-sales'
    }

    It 'creates nothing with -WhatIf, and nothing on a connection that is read only' {
        New-AtlassianGroup 'Leavers 2026' -Directory 'Sandbox Company' -WhatIf | Should -BeNullOrEmpty
        Get-AtlassianGroup -SearchTerm 'Leavers 2026' | Should -BeNullOrEmpty
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        New-AtlassianGroup 'Leavers 2026' -Directory 'Sandbox Company' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'ReadOnlyConnection'
        Get-AtlassianGroup -SearchTerm 'Leavers 2026' | Should -BeNullOrEmpty
    }
}

Describe 'New-AtlassianGroup where the service is slow to show it' {
    It 'waits for it' {
        $server = Start-CannedServer @(
            @{ Pattern = '^POST .*/directories/d1/groups$'; Status = 201 }
            @{ Pattern = '^POST .*/groups/search'; Times = 2; Body = '{"data":[],"links":{}}' }
            @{ Pattern = '^POST .*/groups/search'; Body = '{"data":[{"id":"11111111-1111-4111-8111-111111111111","name":"late","directoryId":"d1"}],"links":{}}' }
            @{ Pattern = '^GET .*/directories(\?|$)'; Body = '{"data":[{"directoryId":"d1","name":"One"}],"links":{}}' }
        )
        try {
            Connect-CannedServer $server
            $group = New-AtlassianGroup 'late' -WarningVariable warnings -ErrorVariable errors
            $group.GroupId | Should -Be '11111111-1111-4111-8111-111111111111'
            $warnings | Should -BeNullOrEmpty
            $errors | Should -BeNullOrEmpty
            @($server.Requests.Line -match '/groups/search').Count | Should -Be 3
            @($server.Requests.Line -match '/directories/d1/groups$').Count | Should -Be 1
        }
        finally {
            $server.Dispose()
        }
    }

    It 'warns when it cannot be read back: it was created' {
        $server = Start-CannedServer @(
            @{ Pattern = '^POST .*/directories/d1/groups$'; Status = 201 }
            @{ Pattern = '^POST .*/groups/search'; Times = 1; Status = 403; Body = '{"errors":[{"id":"1","status":"403","code":"ADMIN-UAM-403-1","title":"Forbidden"}]}' }
            @{ Pattern = '^POST .*/groups/search'; Body = '{"data":[{"id":"11111111-1111-4111-8111-111111111111","name":"late","directoryId":"d1"}],"links":{}}' }
            @{ Pattern = '^GET .*/directories(\?|$)'; Body = '{"data":[{"directoryId":"d1","name":"One"}],"links":{}}' }
        )
        try {
            Connect-CannedServer $server
            $group = New-AtlassianGroup 'late' -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable errors
            $errors | Should -BeNullOrEmpty
            $group.Name | Should -Be 'late'
            $group.DirectoryId | Should -Be 'd1'
            $group.GroupId | Should -BeNullOrEmpty
            $warnings[0].Message | Should -Match '^The group late was created, but .*Get-AtlassianGroup ''late'''
            $change = Get-AtlassianChange -Last
            "$($change.Outcome) $($change.Verified)" | Should -Be 'Changed False'
            # The object goes on down the pipeline all the same: it is looked up by its name.
            (Get-AtlassianGroup $group).GroupId | Should -Be '11111111-1111-4111-8111-111111111111'
        }
        finally {
            $server.Dispose()
        }
    }
}

Describe 'Remove-AtlassianGroup' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'deletes one, with the access that it gave' {
        $group = Get-AtlassianGroup 'jira-admins-sandbox'
        Remove-AtlassianGroup $group -Confirm:$false | Should -BeNullOrEmpty
        Get-AtlassianGroup -SearchTerm 'jira-admins' | Should -BeNullOrEmpty
        (Get-AtlassianUserRole 'admin@example.com' | Where-Object ResourceOwner -EQ 'jira-software').Roles | Should -Be 'atlassian/user'
    }

    It 'tells the change' {
        $group = Get-AtlassianGroup 'nobody-yet'
        $change = Remove-AtlassianGroup 'nobody-yet' -PassThru -Confirm:$false
        $change | Should -BeOfType 'AtlassianAdmin.Changes.Running.Change'
        $change.Input | Should -Be 'nobody-yet'
        $change.Target | Should -BeExactly 'nobody-yet'
        $change.TargetId | Should -Be $group.GroupId
        $change.Action | Should -BeExactly 'DeleteGroup'
        $change.Outcome | Should -Be 'Changed'
        $change.Attempts | Should -Be 1
        $change.Organization | Should -Be 'Sandbox Company [sandbox]'
        "$change" | Should -Be 'DeleteGroup nobody-yet: Changed'
    }

    It 'deletes what comes down the pipeline, objects or rows' {
        (Get-AtlassianGroup 'dept-*' | Select-Object -First 2 | Remove-AtlassianGroup -PassThru -Confirm:$false).Outcome | Should -Be 'Changed', 'Changed'
        ([pscustomobject]@{ Group = $Klub }, 'nobody-yet' | Remove-AtlassianGroup -PassThru -Confirm:$false).Target | Should -Be $Klub, 'nobody-yet'
        (Get-AtlassianGroup 'dept-*').Count | Should -Be 4
    }

    It 'asks which of two groups that bear the name, and deletes neither' {
        Remove-AtlassianGroup 'Project Aurora' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'AmbiguousIdentity'
        $both = Get-AtlassianGroup 'Project Aurora'
        $both | Should -HaveCount 2
        $both | ForEach-Object { $errors[0].ErrorDetails.Message | Should -Match $_.GroupId }
        (Remove-AtlassianGroup 'Project Aurora' -Directory 'Sandbox Partners' -PassThru -Confirm:$false).TargetId | Should -Be $both[1].GroupId
        (Get-AtlassianGroup 'Project Aurora').GroupId | Should -Be $both[0].GroupId
    }

    It 'refuses a group of <Kind> before anything is sent' -ForEach @(
        @{ Kind = 'an identity provider'; Group = 'okta-everyone'; Code = 'GroupManagedExternally' }
        @{ Kind = 'a team'; Group = 'Team Phoenix'; Code = 'GroupNotModifiable' }
        @{ Kind = 'a product, that new people get into'; Group = 'jira-software-users-sandbox'; Code = 'GroupNotModifiable' }
    ) {
        $script:change = $null
        $sent = Get-Request { $script:change = Remove-AtlassianGroup $Group -PassThru -Confirm:$false }
        $change.Outcome | Should -Be 'Failed'
        $change.ErrorCode | Should -Be $Code
        $change.ErrorMessage | Should -Match ([regex]::Escape($Group))
        @($sent) -match '^DELETE' | Should -BeNullOrEmpty
        Get-AtlassianGroup $Group | Should -HaveCount 1
    }

    It 'foresees with -WhatIf, and deletes nothing' {
        $changes = 'nobody-yet', 'okta-everyone' | Remove-AtlassianGroup -WhatIf -PassThru -ErrorVariable errors
        $changes.Outcome | Should -Be 'WhatIf', 'WhatIf'
        $changes.ErrorCode | Should -Be $null, 'GroupManagedExternally'
        $errors | Should -BeNullOrEmpty
        Get-AtlassianGroup 'nobody-yet', 'okta-everyone' | Should -HaveCount 2
    }

    It 'asks first' {
        (Get-Command Remove-AtlassianGroup).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0].ConfirmImpact | Should -Be 'High'
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('No')
        $shell = New-Shell $screen
        try {
            (Invoke-Shell $shell 'Connect-AtlassianOrganization -Sandbox; Remove-AtlassianGroup nobody-yet -PassThru').Outcome | Should -Be 'Skipped'
            $screen.Screen.Questions[0] | Should -Match 'Delete group nobody-yet \(.*\) in Sandbox Company \[sandbox\] - now present\?'
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'reads the state back with -Verify, and says when there is nothing to do' {
        $group = Get-AtlassianGroup 'nobody-yet'
        $change = Remove-AtlassianGroup $group -PassThru -Verify -Confirm:$false
        $change.Outcome | Should -Be 'Changed'
        $change.Verified | Should -BeTrue
        "$($change.Before) $($change.After)" | Should -Be 'present deleted'
        $sent = Get-Request { $script:change = Remove-AtlassianGroup $group -PassThru -Confirm:$false -ErrorVariable script:found }
        $script:change.Outcome | Should -Be 'AlreadyInState'
        $found | Should -BeNullOrEmpty
        @($sent) -match '^DELETE' | Should -BeNullOrEmpty
    }

    It 'is one request without -PassThru, and reads the state after a refusal only' {
        $group = Get-AtlassianGroup 'nobody-yet'
        $sent = @(Get-Request { Remove-AtlassianGroup $group -Confirm:$false })
        $sent | Should -HaveCount 1
        $sent[0] | Should -Match '^DELETE .* -> 204 '
        # Gone already: the refusal is looked into, and is none.
        $sent = @(Get-Request { Remove-AtlassianGroup $group -Confirm:$false -ErrorVariable script:found })
        ($sent -replace ' .*') | Should -Be 'DELETE', 'GET'
        $found | Should -BeNullOrEmpty
        (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
    }

    It 'tells a refusal when the group is still there' {
        $body = '{"id":"11111111-1111-4111-8111-111111111111","name":"stubborn","directoryId":"d1","externalSynced":false}'
        $server = Start-CannedServer @(
            @{ Pattern = '^GET .*/groups/'; Body = '{"data":' + $body + '}' }
            @{ Pattern = '^POST .*/groups/search'; Body = '{"data":[' + $body + '],"links":{}}' }
            @{ Pattern = '^DELETE '; Status = 403; Body = '{"errors":[{"id":"1","status":"403","code":"ADMIN-403-6","title":"Forbidden"}]}' }
        )
        try {
            Connect-CannedServer $server
            $change = Remove-AtlassianGroup 'stubborn' -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
            $change.Outcome | Should -Be 'Failed'
            $change.TargetId | Should -Be '11111111-1111-4111-8111-111111111111'
            $errors | Get-Code | Should -Be $change.ErrorCode
        }
        finally {
            $server.Dispose()
        }
    }

    It 'says which group is not there, and goes on' {
        $changes = 'no-such-group', '', 'nobody-yet' | Remove-AtlassianGroup -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Outcome | Should -Be 'Failed', 'Failed', 'Changed'
        $errors | Get-Code | Should -Be 'GroupNotFound', 'GroupNotFound'
    }

    It 'is refused by a connection that is read only' {
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        Remove-AtlassianGroup 'nobody-yet' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'ReadOnlyConnection'
        Get-AtlassianGroup 'nobody-yet' | Should -HaveCount 1
    }
}
