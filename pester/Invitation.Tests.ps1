BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'New-AtlassianUserInvitation' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'invites, and returns what became of each person' {
        $result = New-AtlassianUserInvitation 'new.person@example.com'
        $result | Should -BeOfType 'AtlassianAdmin.Client.Users.UserInvitationResult'
        $result.Email | Should -Be 'new.person@example.com'
        $result.Succeeded | Should -BeTrue
        $result.Failures | Should -BeNullOrEmpty
        $person = Get-AtlassianUser 'new.person@example.com'
        $person.AccountId | Should -Be $result.AccountId
        $person.Status | Should -Be 'active'
        $person.ManagementSource | Should -Be 'invited'
    }

    It 'gives roles on products and puts into groups' {
        $result = New-AtlassianUserInvitation 'new.person@example.com' -Resource 'sandbox.example.com/confluence', (Get-AtlassianWorkspace 'sandbox' -Product 'jira-software') -Group 'nobody-yet', (Get-AtlassianGroup 'dept-legal')
        $result.Succeeded | Should -BeTrue
        (Get-AtlassianUserRole 'new.person@example.com').Methods | Should -Be 'atlassian/user: direct', 'atlassian/user: direct'
        (Get-AtlassianUserRole 'new.person@example.com').ResourceOwner | Should -Be 'jira-software', 'confluence'
        (Get-AtlassianGroup -Member 'new.person@example.com').Name | Should -Be 'dept-legal', 'nobody-yet'
        New-AtlassianUserInvitation 'second.person@example.com' -Role 'atlassian/guest' -Resource 'sandbox.example.com/confluence' | Out-Null
        (Get-AtlassianUserRole 'second.person@example.com').Roles | Should -Be 'atlassian/guest'
    }

    It 'tells a partial failure person by person, with what is missing and why' {
        # Answered with 206.
        $results = 'new.person@example.com', 'somebody@blocked.example.org', 'already.disabled@example.com', 'second.person@example.com' |
            New-AtlassianUserInvitation -Resource 'sandbox.example.com/confluence' -Group 'nobody-yet' -ErrorAction SilentlyContinue -ErrorVariable errors
        $results.Email | Should -Be 'new.person@example.com', 'somebody@blocked.example.org', 'already.disabled@example.com', 'second.person@example.com'
        $results.Succeeded | Should -Be $true, $false, $false, $true
        $errors | Get-Code | Should -Be 'InvitationIncomplete', 'InvitationIncomplete'
        $errors.TargetObject | Should -Be 'somebody@blocked.example.org', 'already.disabled@example.com'
        $errors[0].ErrorDetails.Message | Should -Match '^somebody@blocked\.example\.org .*atlassian/user on ari:.*USER_NOT_ALLOWED.*group '
        $results[2].Failures | Should -HaveCount 2
        $results[2].Failures[0] | Should -Match 'USER_INACTIVE'
        (Get-AtlassianGroupMember 'nobody-yet').Email | Should -Be 'new.person@example.com', 'second.person@example.com'
    }

    It 'tells which product has no seat, and gives the rest' {
        $result = New-AtlassianUserInvitation 'new.person@example.com' -Resource 'partners.example.com/jira-software', 'partners.example.com/confluence' -ErrorAction SilentlyContinue -ErrorVariable errors
        $result.Succeeded | Should -BeFalse
        $result.Failures | Should -HaveCount 1
        $result.Failures[0] | Should -Match 'confluence.*LICENSE_LIMIT_EXCEEDED'
        $errors | Get-Code | Should -Be 'InvitationIncomplete'
        (Get-AtlassianUserRole 'new.person@example.com').ResourceOwner | Should -Be 'jira-software'
    }

    It 'sends batches of 25' {
        $script:results = $null
        $sent = Get-Request { $script:results = 1..60 | ForEach-Object { "new.person.$_@example.com" } | New-AtlassianUserInvitation }
        @($sent) -match '^POST /admin/v2/orgs/\{orgId\}/users/invite -> 200 ' | Should -HaveCount 3
        $results.Email | Should -Be @(1..60 | ForEach-Object { "new.person.$_@example.com" })
        (Get-AtlassianConnection).PeopleChanged | Should -Be 60
    }

    It 'takes the rows of a CSV, with the column Email or EmailAddress' {
        $results = @(
            "Email`nnew.person@example.com`n second.person@example.com " | ConvertFrom-Csv | New-AtlassianUserInvitation
            [pscustomobject]@{ EmailAddress = 'third.person@example.com' } | New-AtlassianUserInvitation
        )
        $results.Email | Should -Be 'new.person@example.com', 'second.person@example.com', 'third.person@example.com'
    }

    It 'takes an address as mail programs write it' {
        ('Mia <new.person@example.com>' | New-AtlassianUserInvitation).Email | Should -Be 'new.person@example.com'
    }

    It 'takes the rows that other commands take, whatever the header: <Name>' -ForEach @(
        @{ Name = 'E-Mail'; Row = @{ 'E-Mail' = 'new.person@example.com'; Abteilung = 'IT' } }
        @{ Name = 'Work Email beside a manager'; Row = @{ 'Work Email' = 'new.person@example.com'; 'Manager Email' = 'mia.active@example.com' } }
        @{ Name = 'Mail beside an id of Entra'; Row = @{ Id = '2c1e6b1a-6b2a-4f8e-9f10-6d4f3d1f7a01'; Mail = 'new.person@example.com'; UserPrincipalName = 'new@acme.onmicrosoft.com' } }
        @{ Name = 'UserPrincipalName alone'; Row = @{ UserPrincipalName = 'new.person@example.com' } }
        @{ Name = 'an id that the organization does not know any more'; Row = @{ AccountId = '557058:00000000-0000-0000-0000-000000000000'; Email = 'new.person@example.com' } }
        @{ Name = 'a column that is named'; Row = @{ Kontakt = 'new.person@example.com'; Email = 'mia.active@example.com' }; With = @{ IdentityColumn = 'Kontakt' } }
    ) {
        $with = if ($With) { $With } else { @{} }
        ([pscustomobject]$Row | New-AtlassianUserInvitation @with).Email | Should -Be 'new.person@example.com'
    }

    It 'skips blank rows, and says so once' {
        $result = "Name,Email`nNew,new.person@example.com`n,`n,`n" | ConvertFrom-Csv | New-AtlassianUserInvitation -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable errors
        $result.Email | Should -Be 'new.person@example.com'
        $errors | Should -BeNullOrEmpty
        "$warnings" | Should -Be '2 blank rows were skipped.'
    }

    It 'invites nobody whom a row names in two ways: <What>' -ForEach @(
        @{ What = 'an id and somebody else''s address'; Row = { @{ AccountId = (Get-AtlassianUser 'mia.active@example.com').AccountId; Email = 'alex.kim@example.com' } } }
        @{ What = 'two addresses'; Row = { @{ Email = 'new.person@example.com'; 'Work email' = 'other.person@example.com' } } }
        @{ What = 'two addresses in a cell'; Row = { @{ Email = 'new.person@example.com; other.person@example.com' } } }
        @{ What = 'two ids'; Row = { @{ AccountId = '557058:00000000-0000-0000-0000-000000000000'; AAID = '557058:00000000-0000-0000-0000-000000000001'; Email = 'new.person@example.com' } } }
    ) {
        $row = [pscustomobject](& $Row)
        $sent = Get-Request { $row, [pscustomobject]@{ Email = 'third.person@example.com' } | New-AtlassianUserInvitation -ErrorVariable script:found | Should -HaveCount 1 }
        $found | Get-Code | Should -Be 'AmbiguousIdentity'
        @($sent -match 'users/invite') | Should -HaveCount 1
        Get-AtlassianUser -SearchTerm 'new.person' | Should -BeNullOrEmpty
    }

    It 'sends no address that is none: <_>' -ForEach '', ' ', 'nobody', '557058:00000000-0000-0000-0000-000000000000', 'a@b@c', "new.person@example.com`r`nBcc: x@example.com" {
        $script:results = $null
        $script:found = $null
        $bad = $_
        $sent = Get-Request { $script:results = $bad, 'new.person@example.com' | New-AtlassianUserInvitation -ErrorVariable script:found }
        $results.Email | Should -Be 'new.person@example.com'
        $found | Get-Code | Should -Be 'InvalidIdentity'
        @($sent -match 'users/invite') | Should -HaveCount 1
    }

    It 'invites nobody with -WhatIf, without being asked' {
        $sent = Get-Request { New-AtlassianUserInvitation 'new.person@example.com' -WhatIf }
        $sent | Should -BeNullOrEmpty
        Get-AtlassianUser -SearchTerm 'new.person' | Should -BeNullOrEmpty
    }

    It 'asks for each person' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('No', 'Yes')
        $shell = New-Shell $screen
        try {
            $results = Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; 'new.person@example.com', 'second.person@example.com' | New-AtlassianUserInvitation -Confirm"
            $results.Email | Should -Be 'second.person@example.com'
            $screen.Screen.Questions[0] | Should -Match 'Invite new\.person@example\.com to Sandbox Company \[sandbox\]\?'
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'is refused by a connection that is read only, person by person' {
        Connect-AtlassianOrganization -Sandbox -ReadOnly
        $sent = Get-Request { 'new.person@example.com', 'second.person@example.com' | New-AtlassianUserInvitation -ErrorVariable script:found }
        $sent | Should -BeNullOrEmpty
        $found | Get-Code | Should -Be 'ReadOnlyConnection', 'ReadOnlyConnection'
    }

    It 'invites as many as -MaxChanges allows, and tells the others' {
        Connect-AtlassianOrganization -Sandbox -MaxChanges 2
        $results = 1..4 | ForEach-Object { "new.person.$_@example.com" } | New-AtlassianUserInvitation -ErrorAction SilentlyContinue -ErrorVariable errors
        $results.Email | Should -Be 'new.person.1@example.com', 'new.person.2@example.com'
        $errors | Get-Code | Should -Be 'ChangeLimitReached', 'ChangeLimitReached'
        $errors.TargetObject | Should -Be 'new.person.3@example.com', 'new.person.4@example.com'
        (Get-AtlassianConnection).PeopleChanged | Should -Be 2
        New-AtlassianUserInvitation 'new.person.5@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'ChangeLimitReached'
    }

    It 'ends before the first person when <What>' -ForEach @(
        @{ What = 'the product is not there'; With = @{ Resource = 'nowhere.example.com' }; Code = 'ResourceNotFound' }
        @{ What = 'the group is not there'; With = @{ Group = 'no-such-group' }; Code = 'GroupNotFound' }
        @{ What = 'two groups bear the name'; With = @{ Group = 'Project Aurora' }; Code = 'AmbiguousIdentity' }
        @{ What = 'the group is an identity provider''s'; With = @{ Group = 'okta-everyone' }; Code = 'GroupManagedExternally' }
        @{ What = 'a role has no product'; With = @{ Role = 'atlassian/admin' }; Code = 'ResourceNotFound' }
    ) {
        { New-AtlassianUserInvitation 'new.person@example.com' @With } | Should -Throw -ErrorId "$Code,*"
        Get-AtlassianUser -SearchTerm 'new.person' | Should -BeNullOrEmpty
    }

    It 'fails for each person of a request that the service refuses' {
        'new.person@example.com', 'second.person@example.com' | New-AtlassianUserInvitation -Role 'atlassian/guest' -Resource 'sandbox.example.com/jira-software' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'RequestRejected', 'RequestRejected'
        $errors.TargetObject | Should -Be 'new.person@example.com', 'second.person@example.com'
    }

    It 'is told about the person whom the answer does not mention, and about an organization that does not pay' {
        $server = Start-CannedServer @(
            @{ Pattern = 'users/search'; Body = '{"data":[],"links":{}}' }
            @{ Pattern = 'users/invite'; Times = 1; Body = '{"data":[{"id":"a1","email":"new.person@example.com","results":[]}]}' }
            @{ Pattern = 'users/invite'; Status = 402; Body = '{"errors":[{"id":"1","status":"402","code":"ADMIN-UAM-402-1","title":"Payment Required"}]}' }
        )
        try {
            Connect-CannedServer $server
            $result = 'new.person@example.com', 'second.person@example.com' | New-AtlassianUserInvitation -ErrorAction SilentlyContinue -ErrorVariable errors
            $result.Email | Should -Be 'new.person@example.com'
            $errors | Get-Code | Should -Be 'InvitationIncomplete'
            $errors.TargetObject | Should -Be 'second.person@example.com'
            New-AtlassianUserInvitation 'third.person@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
            $errors | Get-Code | Should -Be 'PaymentRequired'
        }
        finally {
            $server.Dispose()
        }
    }

    It 'sends an e-mail only when told to' {
        $words = "Willkommen, $([char]0x4E16)$([char]0x754C)"
        $server = Start-CannedServer @{ Pattern = 'users/search'; Body = '{"data":[],"links":{}}' }, @{ Pattern = 'users/invite'; Body = '{"data":[{"id":"a1","email":"new.person@example.com","results":[]}]}' }
        try {
            Connect-CannedServer $server
            New-AtlassianUserInvitation 'new.person@example.com' | Out-Null
            New-AtlassianUserInvitation 'new.person@example.com' -SendNotification -NotificationText $words | Out-Null
            $bodies = @($server.Requests | Where-Object Line -Match 'users/invite' | ForEach-Object { $_.Body | ConvertFrom-Json })
            $bodies[0].emails | Should -Be 'new.person@example.com'
            $bodies[0].sendNotification | Should -BeFalse
            $bodies[0].PSObject.Properties.Name | Should -Be 'emails', 'sendNotification'
            $bodies[1].sendNotification | Should -BeTrue
            $bodies[1].notificationText | Should -BeExactly $words
        }
        finally {
            $server.Dispose()
        }
    }

    It 'invites nobody twice when it is run again with the same list' {
        $with = @{ Resource = 'sandbox.example.com/confluence'; Group = 'nobody-yet' }
        $people = 'new.person@example.com', 'second.person@example.com', 'somebody@blocked.example.org'
        $people | New-AtlassianUserInvitation @with -ErrorAction SilentlyContinue | Should -HaveCount 3
        (Get-AtlassianChange -Last).Outcome | Should -Be 'Changed', 'Changed', 'Failed'
        $script:results = $null
        $sent = @(Get-Request { $script:results = @($people | New-AtlassianUserInvitation @with -ErrorAction SilentlyContinue) })
        @($sent -match 'users/invite') | Should -HaveCount 1
        $results.Email | Should -Be 'somebody@blocked.example.org'
        (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState', 'AlreadyInState', 'Failed'
        # Something more is wanted of one of them: that is sent.
        ($people[0] | New-AtlassianUserInvitation -Resource 'sandbox.example.com/jira-software').Email | Should -Be $people[0]
        @(Get-AtlassianEvent -Action 'user_invited' -From (Get-Date).AddMinutes(-5)).Count | Should -Be 3
    }

    It 'invites an address once that comes twice' {
        $results = @('new.person@example.com', 'NEW.person@example.com' | New-AtlassianUserInvitation)
        $results | Should -HaveCount 1
        (Get-AtlassianChange -Last).Outcome | Should -Be 'Changed', 'Skipped'
    }

    It 'leaves the changes to Get-AtlassianChange -Last, with what was not given' {
        New-AtlassianUserInvitation 'new.person@example.com' -Resource 'partners.example.com/jira-software', 'partners.example.com/confluence' -ErrorAction SilentlyContinue | Out-Null
        $change = Get-AtlassianChange -Last
        $change.Action | Should -Be 'Invite'
        $change.Email | Should -Be 'new.person@example.com'
        $change.AccountId | Should -Be (Get-AtlassianUser 'new.person@example.com').AccountId
        "$($change.Outcome) $($change.ErrorCode)" | Should -Be 'Changed InvitationIncomplete'
        $change.ErrorMessage | Should -Match 'LICENSE_LIMIT_EXCEEDED'
    }

    It 'is never sent again when its answer is lost: what became of each person is read' {
        $server = Start-CannedServer @(
            # The batch, and each address that it did not return.
            @{ Pattern = 'users/search'; Times = 3; Body = '{"data":[],"links":{}}' }
            @{ Pattern = 'users/invite'; HangsUp = $true }
            @{ Pattern = 'users/search'; Body = '{"data":[{"accountId":"a1","email":"new.person@example.com","status":"active"}],"links":{}}' }
        )
        try {
            Connect-CannedServer $server
            'new.person@example.com', 'second.person@example.com' | New-AtlassianUserInvitation -ErrorAction SilentlyContinue -ErrorVariable errors
            @($server.Requests.Line -match 'users/invite') | Should -HaveCount 1
            $last = Get-AtlassianChange -Last
            $last.Outcome | Should -Be 'Changed', 'Unknown'
            $errors.TargetObject | Should -Be 'second.person@example.com'
            $errors | Get-Code | Should -Be 'NetworkFailure'
        }
        finally {
            $server.Dispose()
        }
    }
}
