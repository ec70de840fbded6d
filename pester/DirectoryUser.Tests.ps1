BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

# Sina is in both directories; Mia in the first, Connor in the second; Nina in none.
Describe 'Suspend-AtlassianUser and Resume-AtlassianUser' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'suspends in every directory of the person, one request each, and returns nothing' {
        $sina = (Get-AtlassianUser 'scim.managed@example.com').AccountId
        $script:returned = 'something'
        $sent = Get-Request { $script:returned = Suspend-AtlassianUser $sina }
        @($sent) -match '^POST .*/users/\{account_id\}/suspend -> 204 ' | Should -HaveCount 2
        $returned | Should -BeNullOrEmpty
        Get-Status $sina | Should -Be 'suspended'
        (Get-AtlassianEvent -Bulk -Action user_suspended -From (Get-Date).AddMinutes(-5)).Targets -match '^directories/' | Should -HaveCount 2
    }

    It 'tells the change, by the route Directory' {
        $changes = Suspend-AtlassianUser 'scim.managed@example.com' -PassThru -Verify
        $changes.Target | Should -Be 'Sandbox Company', 'Sandbox Partners'
        $changes.TargetId | Should -Be (Get-AtlassianDirectory).DirectoryId
        foreach ($change in $changes) {
            $change | Should -BeOfType 'AtlassianAdmin.Changes.Running.Change'
            $change.Action | Should -BeExactly 'Suspend'
            $change.Route | Should -BeExactly 'Directory'
            $change.Outcome | Should -Be 'Changed'
            $change.Before | Should -BeExactly 'active'
            $change.After | Should -BeExactly 'suspended'
            $change.Verified | Should -BeTrue
            $change.Attempts | Should -Be 1
            $change.Email | Should -Be 'scim.managed@example.com'
            $change.Name | Should -Be 'Sina Scim'
            $change.Organization | Should -Be 'Sandbox Company [sandbox]'
        }
    }

    It 'tells half done as half done: suspended in one directory, refused in the next' {
        $person = '{"data":{"accountId":"a1","accountStatus":"active","membershipStatus":"active","email":"a1@example.com","name":"A One"}}'
        $server = Start-CannedServer @(
            @{ Pattern = '^POST .*/directories/d1/users/a1/suspend$'; Status = 204 }
            @{ Pattern = '^POST .*/directories/d2/users/a1/suspend$'; Status = 403; Body = '{"errors":[{"id":"1","status":"403","code":"ADMIN-UAM-403-1","title":"Forbidden"}]}' }
            @{ Pattern = '^GET .*/directories/d[12]/users/a1$'; Body = $person }
            @{ Pattern = '^GET .*/directories(\?|$)'; Body = '{"data":[{"directoryId":"d1","name":"One"},{"directoryId":"d2","name":"Two"}],"links":{}}' }
        )
        try {
            Connect-CannedServer $server
            $changes = Suspend-AtlassianUser 'a1' -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
            $changes.Target | Should -Be 'One', 'Two'
            $changes.Outcome | Should -Be 'Changed', 'Failed'
            $errors | Should -HaveCount 1
            $errors[0].TargetObject | Should -Be 'a1'
            $errors[0].ErrorDetails.Message | Should -Match 'Done: 1 of 2\.'
            $changes | Where-Object After -EQ 'suspended' | Should -BeNullOrEmpty
        }
        finally {
            $server.Dispose()
        }
    }

    It 'is one request in a directory that is named' {
        $sina = (Get-AtlassianUser 'scim.managed@example.com').AccountId
        $partners = Get-AtlassianDirectory 'partners'
        @(Get-Request { Suspend-AtlassianUser $sina -Directory $partners }) -replace ' ->.*' | Should -Be 'POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/{account_id}/suspend'
    }

    It 'suspends in one directory only, named by <How>' -ForEach @(
        @{ How = 'name'; Directory = { 'sandbox partners' } }
        @{ How = 'id'; Directory = { (Get-AtlassianDirectory 'partners').DirectoryId } }
        @{ How = 'object'; Directory = { Get-AtlassianDirectory 'partners' } }
    ) {
        (Suspend-AtlassianUser 'scim.managed@example.com' -Directory (& $Directory) -PassThru -Verify).Outcome | Should -Be 'Changed'
        # Active in the other one still.
        Get-Status 'scim.managed@example.com' | Should -Be 'active'
        Get-AtlassianEvent -Bulk -Action user_suspended | Select-Object -Last 1 -ExpandProperty Targets |
            Should -Contain "directories/$((Get-AtlassianDirectory 'partners').DirectoryId)"
        # Without -Directory, what is missing is done.
        $changes = Suspend-AtlassianUser 'scim.managed@example.com' -PassThru
        $changes.Outcome | Should -Be 'Changed', 'AlreadyInState'
        $changes.Attempts | Should -Be 1, 0
        Get-Status 'scim.managed@example.com' | Should -Be 'suspended'
    }

    It 'leaves groups, roles and the account as they are' {
        $before = (Get-AtlassianGroup -Member 'mia.active@example.com').GroupId
        Suspend-AtlassianUser 'mia.active@example.com'
        (Get-AtlassianGroup -Member 'mia.active@example.com').GroupId | Should -Be $before
        (Get-AtlassianUserProfile 'mia.active@example.com').AccountStatus | Should -Be 'active'
    }

    It 'suspends people that the organization does not manage' {
        (Suspend-AtlassianUser 'contractor@example.net' -PassThru -Verify).Outcome | Should -Be 'Changed'
        Get-Status 'contractor@example.net' | Should -Be 'suspended'
        (Resume-AtlassianUser 'contractor@example.net' -PassThru -Verify).Outcome | Should -Be 'Changed'
        Get-Status 'contractor@example.net' | Should -Be 'active'
    }

    It 'gives back what was taken' {
        Suspend-AtlassianUser 'scim.managed@example.com'
        $changes = Resume-AtlassianUser 'scim.managed@example.com' -PassThru -Verify
        $changes.Action | Should -BeExactly 'Resume', 'Resume'
        $changes.Route | Should -BeExactly 'Directory', 'Directory'
        $changes.Outcome | Should -Be 'Changed', 'Changed'
        $changes.Before | Should -Be 'suspended', 'suspended'
        $changes.After | Should -Be 'active', 'active'
        Get-Status 'scim.managed@example.com' | Should -Be 'active'
    }

    It 'has nothing to do for <Who>: <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Suspend-AtlassianUser'; Who = 'suspended.member@example.com' }
        @{ Cmdlet = 'Resume-AtlassianUser'; Who = 'mia.active@example.com' }
    ) {
        $script:change = $null
        $sent = Get-Request { $script:change = & $Cmdlet $Who -PassThru -ErrorVariable script:errors }
        $change.Outcome | Should -Be 'AlreadyInState'
        $errors | Should -BeNullOrEmpty
        @($sent) -match '/(suspend|restore) ' | Should -BeNullOrEmpty
        (Get-AtlassianConnection -Current).PeopleChanged | Should -Be 0
    }

    It 'finds nobody to change in a directory that the person is not in: <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Suspend-AtlassianUser' }
        @{ Cmdlet = 'Resume-AtlassianUser' }
    ) {
        $changes = 'mia.active@example.com', 'not.invited@example.com' |
            & $Cmdlet -Directory 'Sandbox Partners' -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Outcome | Should -Be 'Failed', 'Failed'
        $errors | Get-Code | Should -Be 'NotInDirectory', 'NotInDirectory'
        (& $Cmdlet 'not.invited@example.com' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'NotInDirectory'
    }

    It 'ends at a directory that does not exist, and lists those that do' {
        { Suspend-AtlassianUser 'mia.active@example.com' -Directory 'Nowhere' } | Should -Throw -ErrorId 'DirectoryNotFound,*' -ExpectedMessage '*Sandbox Company*Sandbox Partners*'
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'goes on after a refusal, in the order of the input' {
        $changes = 'mia.active@example.com', 'admin@example.com', 'nobody@example.com', 'contractor@example.net' |
            Suspend-AtlassianUser -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Outcome | Should -Be 'Changed', 'Failed', 'Failed', 'Changed'
        $errors | Get-Code | Should -Be 'RequestRejected', 'IdentityNotFound'
        $errors[0].ErrorDetails.Message | Should -Match 'organization admin'
    }

    It 'foresees with -WhatIf, and suspends nobody' {
        $changes = 'mia.active@example.com', 'suspended.member@example.com', 'not.invited@example.com' | Suspend-AtlassianUser -WhatIf -PassThru -ErrorVariable errors
        $changes.Outcome | Should -Be 'WhatIf', 'WhatIf', 'WhatIf'
        $changes.ErrorCode | Should -Be $null, $null, 'NotInDirectory'
        "$($changes[1].After)" | Should -Be 'suspended'
        $errors | Should -BeNullOrEmpty
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'is refused by a connection that is read only, and by one that is full' {
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        (Suspend-AtlassianUser 'mia.active@example.com' -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'ReadOnlyConnection'
        Connect-AtlassianOrganization -Sandbox -MaxChanges 1
        $changes = 'mia.active@example.com', 'scim.managed@example.com' | Suspend-AtlassianUser -PassThru -ErrorAction SilentlyContinue
        # They go at once: one of them finds the last place, and it is people who are counted, not directories.
        @($changes | Where-Object Outcome -EQ 'Changed').AccountId | Select-Object -Unique | Should -HaveCount 1
        $refused = @($changes | Where-Object Outcome -EQ 'Failed')
        $refused.AccountId | Select-Object -Unique | Should -HaveCount 1
        $refused.ErrorCode | Select-Object -Unique | Should -Be 'ChangeLimitReached'
        (Get-AtlassianConnection -Current).PeopleChanged | Should -Be 1
    }
}

Describe 'Remove-AtlassianDirectoryUser' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'removes from the only directory, with groups and roles' {
        $change = Remove-AtlassianDirectoryUser 'mia.active@example.com' -PassThru -Verify -Confirm:$false
        $change.Action | Should -BeExactly 'RemoveFromDirectory'
        $change.Route | Should -BeExactly 'Directory'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before) $($change.After)" | Should -Be 'active no_membership'
        $change.Verified | Should -BeTrue
        Get-AtlassianGroup -Member $change.AccountId | Should -BeNullOrEmpty
        Get-AtlassianUserRole $change.AccountId | Should -BeNullOrEmpty
        Get-Status $change.AccountId | Should -Be 'not_invited'
        # The account itself stays.
        (Get-AtlassianUserProfile $change.AccountId).AccountStatus | Should -Be 'active'
    }

    It 'asks which of several directories, lists them, and removes nobody' {
        Remove-AtlassianDirectoryUser 'scim.managed@example.com' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'AmbiguousIdentity'
        foreach ($directory in Get-AtlassianDirectory) {
            $errors[0].ErrorDetails.Message | Should -Match ([regex]::Escape("$($directory.Name) ($($directory.DirectoryId))"))
        }
        'scim.managed@example.com' | Get-AtlassianDirectory | Should -HaveCount 2
    }

    It 'removes from the one that is named, and from several that are' {
        (Remove-AtlassianDirectoryUser 'scim.managed@example.com' -Directory 'Sandbox Partners' -PassThru -Verify -Confirm:$false).Outcome | Should -Be 'Changed'
        ('scim.managed@example.com' | Get-AtlassianDirectory).Name | Should -Be 'Sandbox Company'
        $both = Remove-AtlassianDirectoryUser 'already.disabled@example.com' -Directory (Get-AtlassianDirectory) -PassThru -Verify -Confirm:$false
        $both.Outcome | Should -Be 'Changed', 'Changed'
        $both.Target | Sort-Object | Should -Be (Get-AtlassianDirectory).Name
        'already.disabled@example.com' | Get-AtlassianDirectory | Should -BeNullOrEmpty
    }

    It 'removes people that the organization does not manage' {
        (Remove-AtlassianDirectoryUser 'contractor@example.net' -PassThru -Verify -Confirm:$false).Outcome | Should -Be 'Changed'
        (Get-AtlassianUser -Directory 'Sandbox Partners').Email | Should -Not -Contain 'contractor@example.net'
    }

    It 'has nothing to do for somebody who is in none' {
        $changes = Remove-AtlassianDirectoryUser 'not.invited@example.com', 'mia.active@example.com' -Directory 'Sandbox Partners' -PassThru -Confirm:$false -ErrorVariable errors
        $changes.Outcome | Should -Be 'AlreadyInState', 'AlreadyInState'
        (Remove-AtlassianDirectoryUser 'not.invited@example.com' -PassThru -Confirm:$false).Outcome | Should -Be 'AlreadyInState'
        $errors | Should -BeNullOrEmpty
        (Get-AtlassianConnection -Current).PeopleChanged | Should -Be 0
    }

    It 'foresees with -WhatIf, and removes nobody' {
        $changes = Remove-AtlassianDirectoryUser 'mia.active@example.com', 'scim.managed@example.com' -WhatIf -PassThru -ErrorVariable errors
        $changes.Outcome | Should -Be 'WhatIf', 'WhatIf'
        $changes.ErrorCode | Should -Be $null, 'AmbiguousIdentity'
        $errors | Should -BeNullOrEmpty
        'mia.active@example.com' | Get-AtlassianDirectory | Should -HaveCount 1
    }

    It 'asks first, and names the person and the organization' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('No')
        $shell = New-Shell $screen
        try {
            $change = Invoke-Shell $shell 'Connect-AtlassianOrganization -Sandbox; Remove-AtlassianDirectoryUser mia.active@example.com -PassThru'
            $change.Outcome | Should -Be 'Skipped'
            $screen.Screen.Questions[0] | Should -Match 'Remove from directory of Mia Active <mia\.active@example\.com>.*Sandbox Company \[sandbox\].*now active'
        }
        finally {
            Close-Shell $shell
        }
    }
}

Describe 'What is named by its id and known by its name' {
    BeforeAll {
        $script:There = Start-AtlassianSandbox -UserCount 40
        $script:Way = @{ OrganizationId = $There.OrganizationId; ApiKey = $There.ApiKey; BaseUri = $There.Uri }
        Connect-AtlassianOrganization @Way
        $script:DirectoryId = @(Get-AtlassianDirectory)[0].DirectoryId
        $script:Product = @(Get-AtlassianWorkspace -Product jira-servicedesk)[0]
    }

    AfterAll {
        Disconnect-AtlassianOrganization -All
        $There | Stop-AtlassianSandbox
    }

    It 'is told by its id where nothing has read the name: a write sends no request for it' {
        Connect-AtlassianOrganization @Way
        $told = Suspend-AtlassianUser 'mia.active@example.com' -Directory $DirectoryId -Verbose 4>&1
        (Get-AtlassianChange -Last).Target | Should -Be $DirectoryId
        $told | Where-Object { "$_" -match 'directories ->' } | Should -BeNullOrEmpty
        Resume-AtlassianUser 'mia.active@example.com'
    }

    It 'is told by its name in a preview, in the plan of it, and in what the plan changes' {
        Connect-AtlassianOrganization @Way
        $plan = Suspend-AtlassianUser 'mia.active@example.com' -Directory $DirectoryId -WhatIf -PassThru | New-AtlassianPlan
        $plan.Steps.Effect | Should -Match 'Sandbox Company'
        "$($plan.Steps.Effect) $($plan.Steps.Precondition) $($plan.Steps.Inverse) $($plan | Out-String)" | Should -Not -Match $DirectoryId
        Connect-AtlassianOrganization @Way
        $changes = @($plan | Invoke-AtlassianPlan -JournalPath (Join-Path $TestDrive 'names.jsonl') -Confirm:$false -PassThru)
        $changes.Target | Should -Be 'Sandbox Company'
        (Undo-AtlassianChange -JournalPath (Join-Path $TestDrive 'names.jsonl') -Confirm:$false -PassThru).Target | Should -Be 'Sandbox Company'
    }

    It 'is told by its name once a list was read: <What>' -ForEach @(
        @{ What = 'a directory'; Do = { Suspend-AtlassianUser 'mia.active@example.com' -Directory $DirectoryId; Resume-AtlassianUser 'mia.active@example.com' -Directory $DirectoryId }; Name = 'Sandbox Company' }
        @{ What = 'a product of a role'; Do = { Grant-AtlassianUserRole 'mia.active@example.com' -Role atlassian/user -Resource $Product.ResourceId }; Name = 'atlassian/user on sandbox.example.com/jira-servicedesk' }
        @{ What = 'a product of a group''s role'; Do = { Grant-AtlassianGroupRole 'dept-finance' -Role atlassian/user -Resource $Product.ResourceId }; Name = 'dept-finance: atlassian/user on sandbox.example.com/jira-servicedesk' }
    ) {
        Connect-AtlassianOrganization @Way
        $null = Get-AtlassianDirectory
        $null = Get-AtlassianWorkspace
        & $Do
        (Get-AtlassianChange -Last).Target | Should -Be $Name
    }

    It 'is told by its name in an error, too' {
        $null = Get-AtlassianWorkspace
        $partners = @(Get-AtlassianWorkspace -Product jira-servicedesk)[1].ResourceId
        Grant-AtlassianUserRole 'alex.kim@example.com' -Role atlassian/user -Resource $partners -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match 'partners\.example\.com/jira-servicedesk'
        "$failed" | Should -Not -Match 'ari:'
    }
}
