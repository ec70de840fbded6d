# The group and the product that a row names beside the person: read where the parameter is not typed, and never ignored.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox
    Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
    Connect-AtlassianScimDirectory $Sandbox.ScimDirectoryId -ApiKey $Sandbox.ScimApiKey
    Connect-AtlassianSite $Sandbox.Uri -Email $Sandbox.AdminEmail -ApiToken $Sandbox.PersonalToken
    $script:Groups = @{}
    Get-AtlassianGroup | Where-Object Name -In 'nobody-yet', 'contractors', 'dept-legal' | ForEach-Object { $Groups[$_.Name] = $_.GroupId }
}

AfterAll {
    Disconnect-AtlassianSite -All
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox $script:Sandbox
}

Describe 'The group of a row' {
    It 'is read from <Header>' -ForEach @(
        @{ Header = 'Group'; Row = { @{ Group = 'nobody-yet' } } }
        @{ Header = 'Group name'; Row = { @{ 'Group name' = 'nobody-yet' } } }
        @{ Header = 'Group id'; Row = { @{ 'Group id' = $Groups['nobody-yet'] } } }
        @{ Header = 'both, as the export has them'; Row = { @{ 'Group id' = $Groups['nobody-yet']; 'Group name' = 'nobody-yet' } } }
        @{ Header = 'group_name'; Row = { @{ group_name = 'NOBODY-yet ' } } }
        @{ Header = 'GROUP-ID'; Row = { @{ 'GROUP-ID' = "'$($Groups['nobody-yet'].ToUpperInvariant())" } } }
        @{ Header = 'a non-breaking blank'; Row = { @{ "Group$([char]0xA0)name" = "nobody-yet$([char]0xA0)" } } }
        @{ Header = 'Group, with an id in it'; Row = { @{ Group = $Groups['nobody-yet'] } } }
        @{ Header = 'Group id, empty beside a name'; Row = { @{ 'Group id' = ''; 'Group name' = 'nobody-yet' } } }
    ) {
        $row = [pscustomobject]((& $Row) + @{ 'E-Mail' = 'mia.active@example.com' })
        ($row | Add-AtlassianGroupMember -PassThru).Outcome | Should -Be 'Changed'
        (Get-AtlassianGroupMember 'nobody-yet').Email | Should -Be 'mia.active@example.com'
        ($row | Remove-AtlassianGroupMember -PassThru).Outcome | Should -Be 'Changed'
        ($row | Add-AtlassianSiteGroupMember -PassThru).Outcome | Should -Be 'Changed'
        ($row | Remove-AtlassianSiteGroupMember -PassThru).Outcome | Should -Be 'Changed'
        Get-AtlassianGroupMember 'nobody-yet' | Should -BeNullOrEmpty
    }

    It 'of a SCIM directory is read from <Header>' -ForEach @(
        @{ Header = 'Group name'; Row = { @{ 'Group name' = $Name } } }
        @{ Header = 'group_id'; Row = { @{ group_id = $Id } } }
        @{ Header = 'ScimGroupId'; Row = { @{ ScimGroupId = $Id; Group = $Name } } }
    ) {
        $group = New-AtlassianScimGroup "rows-$(Get-Random)"
        $script:Name, $script:Id = $group.Name, $group.ScimGroupId
        $row = [pscustomobject]((& $Row) + @{ 'Work email' = 'scim.managed@example.com' })
        ($row | Add-AtlassianScimGroupMember -PassThru).Outcome | Should -Be 'Changed'
        ($row | Remove-AtlassianScimGroupMember -PassThru).Outcome | Should -Be 'Changed'
        Remove-AtlassianScimGroup $group -Confirm:$false
    }

    It 'is nobody''s to guess: <What>' -ForEach @(
        @{ What = 'an id and a name of two groups'; Row = { @{ 'Group id' = $Groups['contractors']; 'Group name' = 'nobody-yet' } }; Code = 'AmbiguousIdentity' }
        @{ What = 'two names'; Row = { @{ Group = 'contractors'; 'Group name' = 'nobody-yet' } }; Code = 'AmbiguousIdentity' }
        @{ What = 'two ids'; Row = { @{ 'Group id' = $Groups['contractors']; Group = $Groups['nobody-yet'] } }; Code = 'AmbiguousIdentity' }
        @{ What = 'a name that no group has'; Row = { @{ 'Group name' = 'no-such-group' } }; Code = 'GroupNotFound' }
        @{ What = 'an id that no group has'; Row = { @{ 'Group id' = '00000000-0000-4000-a000-000000000000' } }; Code = 'GroupNotFound' }
        @{ What = 'an id that is none'; Row = { @{ 'Group id' = '7.12E+05' } }; Code = 'GroupNotFound' }
        @{ What = 'a name that two groups have'; Row = { @{ Group = 'Project Aurora' } }; Code = 'AmbiguousIdentity' }
        @{ What = 'an empty cell'; Row = { @{ Group = ' ' } }; Code = 'GroupNotFound' }
    ) {
        $bad = [pscustomobject]((& $Row) + @{ Email = 'mia.active@example.com' })
        foreach ($command in 'Add-AtlassianGroupMember', 'Remove-AtlassianGroupMember', 'New-AtlassianUserInvitation') {
            if ($command -match 'Invitation' -and $What -match 'empty cell') {
                continue
            }
            $sent = Get-Request { $bad | & $command -ErrorVariable script:errors }
            $errors | Get-Code | Should -Be $Code
            @($sent) -match 'memberships|invite' | Should -BeNullOrEmpty
        }
    }

    It 'is not read where -Group is typed' {
        $row = [pscustomobject]@{ Email = 'mia.active@example.com'; 'Group name' = 'contractors'; Group = 'dept-legal' }
        $change = $row | Add-AtlassianGroupMember -Group 'nobody-yet' -PassThru
        $change.Target | Should -Be 'nobody-yet'
        Remove-AtlassianGroupMember $row 'nobody-yet'
    }

    It 'stays one a row: one person in several groups, several in one' {
        $rows = "Group name,User id,email`nnobody-yet,,mia.active@example.com`ncontractors,,mia.active@example.com`nnobody-yet,,alex.kim@example.com`nnobody-yet,,mia.active@example.com" | ConvertFrom-Csv
        $changes = @($rows | Add-AtlassianGroupMember -WhatIf -PassThru)
        $changes | ForEach-Object { "$($_.Email) $($_.Target)" } | Should -Be 'mia.active@example.com nobody-yet', 'mia.active@example.com contractors', 'alex.kim@example.com nobody-yet'
    }

    It 'is one error of a list that has no column for it: <Command>' -ForEach @(
        @{ Command = 'Add-AtlassianGroupMember' }, @{ Command = 'Remove-AtlassianGroupMember' }, @{ Command = 'Add-AtlassianScimGroupMember' }
        @{ Command = 'Remove-AtlassianScimGroupMember' }, @{ Command = 'Add-AtlassianSiteGroupMember' }, @{ Command = 'Remove-AtlassianSiteGroupMember' }
    ) {
        $rows = 1..5 | ForEach-Object { [pscustomobject]@{ Email = 'mia.active@example.com'; Gruppe = 'nobody-yet' } }
        $thrown = { $rows | & $Command } | Should -Throw -ErrorId 'GroupNotFound,*' -PassThru
        $thrown.ErrorDetails.Message | Should -Match "-Group, or a column Group, 'Group name' or 'Group id'"
        { & $Command 'mia.active@example.com' } | Should -Throw -ErrorId 'GroupNotFound,*'
        { Get-AtlassianUser 'mia.active@example.com' | & $Command } | Should -Throw -ErrorId 'GroupNotFound,*'
    }

    It 'of commands that take groups is held against its name, too' {
        $row = [pscustomobject]@{ 'Group id' = $Groups['contractors']; 'Group name' = 'nobody-yet' }
        foreach ($line in { $row | Get-AtlassianGroupMember @quiet }, { $row | Remove-AtlassianGroup -Confirm:$false @quiet }, { $row | Get-AtlassianGroupRole @quiet }) {
            $quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'script:errors' }
            . $line
            $errors | Get-Code | Should -Be 'AmbiguousIdentity'
        }
        ([pscustomobject]@{ 'group_id' = $Groups['contractors']; 'GROUP NAME' = 'Contractors' } | Get-AtlassianGroupMember).Count | Should -Be @(Get-AtlassianGroupMember 'contractors').Count
    }
}

Describe 'The product of a row' {
    It 'is given a role to a group on: <Value>' -ForEach @(
        @{ Value = 'sandbox.example.com/confluence'; Header = 'Product' }
        @{ Value = ' https://sandbox.example.com/confluence '; Header = 'product' }
        @{ Value = '{ARI}'; Header = 'Resource id' }
        @{ Value = '{ARI}'; Header = 'RESOURCE' }
    ) {
        $ari = (Get-AtlassianWorkspace 'sandbox' -Product 'confluence').ResourceId
        $row = [pscustomobject]@{ Group = 'nobody-yet'; $Header = $Value.Replace('{ARI}', $ari) }
        ($row | Grant-AtlassianGroupRole -Role 'atlassian/user' -PassThru -Confirm:$false).Outcome | Should -Be 'Changed'
        (Get-AtlassianGroupRole 'nobody-yet').ResourceId | Should -Be $ari
        ($row | Revoke-AtlassianGroupRole -Role 'atlassian/user' -PassThru -Confirm:$false).Outcome | Should -Be 'Changed'
    }

    It 'is given a role to a person on' {
        $row = [pscustomobject]@{ Email = 'mia.active@example.com'; Product = 'partners.example.com/jira-software' }
        $ari = (Get-AtlassianWorkspace 'partners' -Product 'jira-software').ResourceId
        $granted = $row | Grant-AtlassianUserRole -Role 'atlassian/user' -WhatIf -PassThru
        $granted.TargetId | Should -Be $ari
        $granted.Target | Should -Be 'atlassian/user on partners.example.com/jira-software'
        ($row | Revoke-AtlassianUserRole -Role 'atlassian/user' -WhatIf -PassThru).TargetId | Should -Be $ari
        $other = $row | Grant-AtlassianUserRole -Role 'atlassian/user' -Resource 'sandbox.example.com/confluence' -WhatIf -PassThru
        $other.TargetId | Should -Be (Get-AtlassianWorkspace 'sandbox' -Product 'confluence').ResourceId
        $other.Target | Should -Be 'atlassian/user on sandbox.example.com/confluence'
        ($row | Grant-AtlassianUserRole -Role 'org-admin' -WhatIf -PassThru).Target | Should -Be 'atlassian/org-admin'
    }

    It 'may be named without its site where there is only one: <_>' -ForEach 'jira-servicedesk', 'Jira Service Management', 'JIRA_SERVICEDESK', ' Jira servicedesk' {
        $server = Start-CannedServer @(
            @{ Pattern = 'workspaces'; Body = '{"data":[{"id":"ari:cloud:jira-servicedesk::site/1","attributes":{"name":"acme","type":"Jira Service Management","typeKey":"jira-servicedesk","hostUrl":"https://acme.example.com"}},{"id":"ari:cloud:confluence::site/1","attributes":{"name":"acme","type":"Confluence","typeKey":"confluence","hostUrl":"https://acme.example.com"}}],"links":{}}' }
            @{ Pattern = 'users/search'; Body = '{"data":[],"links":{}}' }
            @{ Pattern = 'users/invite'; Body = '{"data":[{"id":"a1","email":"new.person@example.com","results":[]}]}' }
        )
        try {
            $connection = Connect-AtlassianOrganization -OrganizationId 'canned-1' -ApiKey (New-Key) -BaseUri $server.Uri -Name 'canned' -PassThru
            [pscustomobject]@{ Email = 'new.person@example.com'; Product = $_ } | New-AtlassianUserInvitation -Connection $connection | Out-Null
            $body = $server.Requests | Where-Object Line -Match 'users/invite' | ForEach-Object { $_.Body | ConvertFrom-Json }
            $body.permissionRules.resource | Should -Be 'ari:cloud:jira-servicedesk::site/1'
        }
        finally {
            Disconnect-AtlassianOrganization 'canned'
            $server.Dispose()
            Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
        }
    }

    It 'is an error before anything is sent where it is unknown: <Value>' -ForEach @(
        @{ Value = 'jira-sofware'; Says = "no product is 'jira-sofware'; there are .*sandbox\.example\.com/jira-software" }
        @{ Value = 'confluence'; Says = "several sites have the product 'confluence'; there are .*partners\.example\.com/confluence" }
        @{ Value = 'nowhere.example.com/confluence'; Says = 'no product answers' }
        @{ Value = 'ari'; Says = "no product is 'ari'" }
    ) {
        foreach ($line in
            { [pscustomobject]@{ Group = 'nobody-yet'; Product = $Value } | Grant-AtlassianGroupRole -Role 'atlassian/user' -Confirm:$false -ErrorVariable script:errors },
            { [pscustomobject]@{ Email = 'mia.active@example.com'; Product = $Value } | Grant-AtlassianUserRole -Role 'atlassian/user' -Confirm:$false -ErrorVariable script:errors },
            { [pscustomobject]@{ Email = 'new.person@example.com'; Product = $Value } | New-AtlassianUserInvitation -ErrorVariable script:errors }) {
            $sent = Get-Request $line
            $errors | Get-Code | Should -Be 'ResourceNotFound'
            $errors[0].ErrorDetails.Message | Should -Match $Says
            @($sent) -match 'assign|invite' | Should -BeNullOrEmpty
        }
    }

    It 'is one error of a list of groups that has no column for it' {
        $rows = 'nobody-yet', 'contractors' | ForEach-Object { [pscustomobject]@{ Group = $_; Produkt = 'confluence' } }
        { $rows | Grant-AtlassianGroupRole -Role 'atlassian/user' } | Should -Throw -ErrorId 'ResourceNotFound,*'
        { $rows | Revoke-AtlassianGroupRole -Role 'atlassian/user' } | Should -Throw -ErrorId 'ResourceNotFound,*'
        $rows += [pscustomobject]@{ Group = 'nobody-yet'; Product = 'a.example.com/x, b.example.com/y' }
        $rows[2] | Grant-AtlassianGroupRole -Role 'atlassian/user' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'InvalidField'
    }
}

Describe 'Invitations by rows' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'give each person what the row names, in as few requests as can be' {
        $rows = @'
E-Mail;Product;Group name
new.1@example.com;sandbox.example.com/confluence;nobody-yet
new.2@example.com;sandbox.example.com/confluence;nobody-yet
new.3@example.com;sandbox.example.com/jira-software, sandbox.example.com/confluence;dept-legal
new.4@example.com;;dept-legal
new.5@example.com;;
'@ | ConvertFrom-Csv -Delimiter ';'
        $sent = Get-Request { $script:results = @($rows | New-AtlassianUserInvitation) }
        $results.Succeeded | Should -Be (@($true) * 5)
        @($sent -match 'users/invite') | Should -HaveCount 4
        (Get-AtlassianGroupMember 'nobody-yet').Email | Should -Be 'new.1@example.com', 'new.2@example.com'
        (Get-AtlassianGroupMember 'dept-legal').Email | Should -Contain 'new.4@example.com'
        @(Get-AtlassianUserRole 'new.3@example.com').ResourceOwner | Sort-Object | Should -Be 'confluence', 'jira-software'
        Get-AtlassianUserRole 'new.5@example.com' | Should -BeNullOrEmpty
        Get-AtlassianGroup -Member 'new.5@example.com' | Should -BeNullOrEmpty
    }

    It 'of one person in several groups are all done, one after the other' {
        $rows = 'nobody-yet', 'dept-legal', 'nobody-yet', 'contractors' | ForEach-Object { $group = $_; 'new.1@example.com', 'new.2@example.com' | ForEach-Object { [pscustomobject]@{ Email = $_; Group = $group } } }
        $null = @($rows | New-AtlassianUserInvitation -ErrorVariable errors)
        $errors | Should -BeNullOrEmpty
        foreach ($person in 'new.1@example.com', 'new.2@example.com') {
            (Get-AtlassianGroup -Member $person).Name | Sort-Object | Should -Be 'contractors', 'dept-legal', 'nobody-yet'
        }
        (Get-AtlassianChange -Last).Outcome | Group-Object | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object | Should -Be 'Changed 6', 'Skipped 2'
    }

    It 'that name an unknown group or product fail alone' {
        $rows = @(
            [pscustomobject]@{ Email = 'new.1@example.com'; Group = 'no-such-group'; Product = '' }
            [pscustomobject]@{ Email = 'new.2@example.com'; Group = 'nobody-yet'; Product = '' }
            [pscustomobject]@{ Email = 'new.3@example.com'; Group = ''; Product = 'nowhere.example.com' }
            [pscustomobject]@{ Email = 'new.4@example.com'; Group = 'okta-everyone'; Product = '' }
        )
        $results = $rows | New-AtlassianUserInvitation -ErrorAction SilentlyContinue -ErrorVariable errors
        $results.Email | Should -Be 'new.2@example.com'
        $errors | Get-Code | Should -Be 'GroupNotFound', 'ResourceNotFound', 'GroupManagedExternally'
    }

    It 'name the group and the product in the question' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $shell = New-Shell $screen
        try {
            Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; [pscustomobject]@{ Email = 'new.1@example.com'; 'Group name' = 'nobody-yet'; Product = 'sandbox.example.com/confluence' } | New-AtlassianUserInvitation -WhatIf"
            @($screen.Screen.Lines -match '^What if') | Should -Match 'Invite new\.1@example\.com to .*, group nobody-yet, sandbox\.example\.com/confluence'
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'take -Role for the products of the rows, and say where a row has none' {
        $rows = [pscustomobject]@{ Email = 'new.1@example.com'; Product = 'sandbox.example.com/confluence' }, [pscustomobject]@{ Email = 'new.2@example.com'; Product = '' }
        $results = $rows | New-AtlassianUserInvitation -Role 'atlassian/guest' -ErrorAction SilentlyContinue -ErrorVariable errors
        $results.Email | Should -Be 'new.1@example.com'
        (Get-AtlassianUserRole 'new.1@example.com').Roles | Should -Be 'atlassian/guest'
        $errors | Get-Code | Should -Be 'ResourceNotFound'
    }
}
