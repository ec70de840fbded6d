BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Vaults.psm1')
    $noVaults = Get-VaultObstacle
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox
    $script:There = @{ Site = $Sandbox.Uri; Email = $Sandbox.AdminEmail }
    $script:Organization = @{ OrganizationId = $Sandbox.OrganizationId; ApiKey = $Sandbox.ApiKey; BaseUri = $Sandbox.Uri }
    Connect-AtlassianOrganization @Organization
    $script:Id = @{}
    foreach ($person in 'mia.active', 'many.tokens', 'admin', 'already.disabled', 'saml.profile') {
        $Id[$person] = (Get-AtlassianUser "$person@example.com").AccountId
    }
}

AfterAll {
    Disconnect-AtlassianSite -All
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox $script:Sandbox
}

Describe 'Connect-AtlassianSite' {
    AfterEach {
        Disconnect-AtlassianSite -All
    }

    It 'connects with <How>' -ForEach @(
        @{ How = 'a token'; With = { @{ ApiToken = $Sandbox.PersonalToken } } }
        @{ How = 'a token with scopes'; With = { @{ ApiToken = $Sandbox.ScopedPersonalToken; Scoped = $true } } }
        @{ How = 'a credential'; With = { @{ Credential = [pscredential]::new($Sandbox.AdminEmail, $Sandbox.PersonalToken); Email = $null } } }
        @{ How = 'an environment variable'; With = { $env:ATLASSIAN_TEST_TOKEN = [pscredential]::new('x', $Sandbox.PersonalToken).GetNetworkCredential().Password; @{ ApiTokenEnvironmentVariable = 'ATLASSIAN_TEST_TOKEN' } } }
    ) {
        try {
            $given = & $With
            $parameters = @{}
            foreach ($part in $There, $given) { foreach ($key in $part.Keys) { $parameters[$key] = $part[$key] } }
            if ($null -eq $parameters.Email) { $parameters.Remove('Email') }
            $site = Connect-AtlassianSite @parameters -PassThru
            $site | Should -BeOfType 'AtlassianAdmin.Session.AtlassianSite'
            $site.Email | Should -Be 'admin@example.com'
            $site.AccountId | Should -Be $Id['admin']
            $site.IsScoped | Should -Be $parameters.ContainsKey('Scoped')
            (Get-AtlassianSiteUser -Myself).Name | Should -Be 'Ada Admin'
        }
        finally {
            Remove-Item Env:ATLASSIAN_TEST_TOKEN -ErrorAction SilentlyContinue
        }
    }

    It 'connects with a secret of a vault: a credential, a hashtable or the token alone' -Skip:([bool]$noVaults) {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $child = Invoke-ChildShell -NonInteractive -ClosedInput @"
            `$env:HOME = '$folder'
            Register-SecretVault -Name Practice -ModuleName '$PSScriptRoot/fixtures/FolderVault' -VaultParameters @{ Folder = '$folder' } -DefaultVault
            `$sandbox = Start-AtlassianSandbox -UserCount 20
            `$plain = [pscredential]::new('x', `$sandbox.PersonalToken).GetNetworkCredential().Password
            Set-Secret One ([pscredential]::new(`$sandbox.AdminEmail, `$sandbox.PersonalToken))
            Set-Secret Two @{ ApiToken = `$plain; Email = `$sandbox.AdminEmail; Site = "`$(`$sandbox.Uri)" }
            Set-Secret Three `$sandbox.PersonalToken
            Set-Secret Four @{ Token = 'x' }
            (Connect-AtlassianSite `$sandbox.Uri -SecretName One -PassThru).TokenSource
            (Connect-AtlassianSite -SecretName Two -PassThru).TokenSource
            (Connect-AtlassianSite `$sandbox.Uri `$sandbox.AdminEmail -SecretName Three -Vault Practice -PassThru).TokenSource
            foreach (`$name in 'Three', 'Four', 'None') {
                try { Connect-AtlassianSite `$sandbox.Uri -SecretName `$name } catch { (`$_.FullyQualifiedErrorId -split ',')[0] }
            }
"@
        $child.Output.Trim() -split '\r?\n' | Should -Be @(
            'secret One in vault Practice', 'secret Two in vault Practice', 'secret Three in vault Practice', 'SiteTokenMissing', 'SecretUnusable', 'SecretNotFound'
        )
        $child.Text | Should -Not -Match 'ATATT'
    }

    It 'returns nothing unless asked' {
        Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken | Should -BeNullOrEmpty
    }

    It 'refuses <What> with <Code>, and leaves no site connected' -ForEach @(
        @{ What = 'an admin key'; With = { @{ ApiToken = $Sandbox.ApiKey } }; Code = 'AdminKeyUsed' }
        @{ What = 'a token of somebody else'; With = { @{ ApiToken = $Sandbox.MemberToken } }; Code = 'SiteCredentialRejected' }
        @{ What = 'a token with scopes as one without'; With = { @{ ApiToken = $Sandbox.ScopedPersonalToken } }; Code = 'SiteCredentialRejected' }
        @{ What = 'a token without scopes as one with'; With = { @{ ApiToken = $Sandbox.PersonalToken; Scoped = $true } }; Code = 'SiteCredentialRejected' }
        @{ What = 'no e-mail'; With = { @{ ApiToken = $Sandbox.PersonalToken; Email = '' } }; Code = 'SiteTokenMissing' }
        @{ What = 'no token'; With = { @{ ApiToken = $null } }; Code = 'SiteTokenMissing' }
        @{ What = 'an empty token'; With = { @{ ApiToken = [securestring]::new() } }; Code = 'SiteTokenMissing' }
        @{ What = 'a variable that is not set'; With = { @{ ApiTokenEnvironmentVariable = 'ATLASSIAN_NOT_SET' } }; Code = 'SiteTokenMissing' }
        @{ What = 'no site'; With = { @{ ApiToken = $Sandbox.PersonalToken; Site = '' } }; Code = 'SiteNotFound' }
        @{ What = 'what is no site'; With = { @{ ApiToken = $Sandbox.PersonalToken; Site = 'a b' } }; Code = 'SiteNotFound' }
        @{ What = 'no place for a request'; With = { @{ ApiToken = $Sandbox.PersonalToken; ThrottleLimit = 0 } }; Code = 'ParameterOutOfRange' }
        @{ What = 'a wait of less than nothing'; With = { @{ ApiToken = $Sandbox.PersonalToken; MaxWaitSeconds = -1 } }; Code = 'ParameterOutOfRange' }
        @{ What = 'a limit of changes that is not set'; With = { @{ ApiToken = $Sandbox.PersonalToken; MaxChanges = $null } }; Code = 'ParameterOutOfRange' }
        @{ What = 'half an address of a proxy'; With = { @{ ApiToken = $Sandbox.PersonalToken; Proxy = 'proxy' } }; Code = 'ParameterOutOfRange' }
        @{ What = 'an open address'; With = { @{ ApiToken = $Sandbox.PersonalToken; Site = 'http://acme.atlassian.net' } }; Code = 'InsecureAddress' }
    ) {
        Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken
        $given = & $With
        $parameters = @{}
        foreach ($part in $There, $given) { foreach ($key in $part.Keys) { $parameters[$key] = $part[$key] } }
        { Connect-AtlassianSite @parameters } | Should -Throw -ErrorId "$Code,*"
        { Get-AtlassianSiteUser -Myself } | Should -Throw -ErrorId 'SiteNotConnected,*'
    }

    It 'says of an admin key in its place which secret belongs there' {
        $told = try { Connect-AtlassianSite @There -ApiToken $Sandbox.ApiKey } catch { $_ }
        $told.ErrorDetails.Message | Should -Match "organization's admin API key.*a user's own API token"
        $told.ErrorDetails.RecommendedAction | Should -Match 'id\.atlassian\.com.*-Scoped'
    }

    It 'takes a plain token with a warning, and shows it nowhere' {
        $plain = [pscredential]::new('x', $Sandbox.PersonalToken).GetNetworkCredential().Password
        $shell = New-Shell
        try {
            $site = Invoke-Shell $shell "Connect-AtlassianSite '$($Sandbox.Uri)' admin@example.com -ApiToken '$plain' -PassThru -Verbose; Get-AtlassianSiteUser -Myself -Verbose"
            $everything = ($site | Format-List * -Force | Out-String) + ($shell.Streams.Warning + $shell.Streams.Verbose | Out-String)
            $everything | Should -Match 'plain text'
            $everything | Should -Not -Match ([regex]::Escape($plain))
            $everything | Should -Not -Match ([regex]::Escape([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("admin@example.com:$plain"))))
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'reaches the site of the simulated organization that is connected' {
        Connect-AtlassianOrganization -Sandbox -Name inside
        Connect-AtlassianSite -Sandbox
        Get-AtlassianSiteGroup 'nobody-yet' | Add-AtlassianSiteGroupMember -Identity mia.active@example.com
        (Get-AtlassianGroupMember 'nobody-yet' -Connection inside).Email | Should -Be 'mia.active@example.com'
        Disconnect-AtlassianOrganization inside
        Connect-AtlassianOrganization @Organization
    }

    It 'opens the other site of the sandbox by its name, beside the first' {
        Connect-AtlassianOrganization -Sandbox -Name inside
        Connect-AtlassianSite -Sandbox
        Connect-AtlassianSite partners.example.com -Sandbox
        (Get-AtlassianSiteGroup contractors).Name | Should -Be 'contractors'
        Get-AtlassianSiteGroup contractors -Site sandbox.example.com -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'GroupNotFound'
        { Connect-AtlassianSite no.example.com -Sandbox } | Should -Throw -ErrorId 'SiteNotFound,*'
        Disconnect-AtlassianOrganization inside
        Connect-AtlassianOrganization @Organization
    }

    It 'protects, limits and forbids as an organization does' {
        Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken -ReadOnly
        (Add-AtlassianSiteGroupMember $Id['mia.active'] nobody-yet -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'ReadOnlyConnection'
        Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken -ProtectedIdentity mia.active@example.com
        (Add-AtlassianSiteGroupMember $Id['mia.active'] nobody-yet -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'ProtectedAccount'
        { Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken -ProtectedIdentity many.tokens@example.com } | Should -Throw -ErrorId 'IdentityNotVisible,*'
        $site = Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken -MaxChanges 1 -PassThru
        $codes = ($Id['mia.active'], $Id['saml.profile'] | Add-AtlassianSiteGroupMember -Group nobody-yet -PassThru -ErrorAction SilentlyContinue).ErrorCode
        @($codes) -eq 'ChangeLimitReached' | Should -HaveCount 1
        $site.PeopleChanged | Should -Be 1
        Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken
        $Id['mia.active'], $Id['saml.profile'] | Remove-AtlassianSiteGroupMember -Group nobody-yet
    }
}

Describe 'The key doctor on a site' {
    AfterEach {
        Disconnect-AtlassianSite -All
    }

    It 'looks at everything, and changes nobody' {
        $site = Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken -PassThru
        $checks = Test-AtlassianConnection -Site $site
        $checks.Check | Should -Be 'Site token shape', 'Site reachable', 'Site token accepted', 'Site groups visible'
        $checks.Status | Should -Be 'Pass', 'Pass', 'Pass', 'Pass'
        $checks[2].Detail | Should -Match ([regex]::Escape($Id['admin']))
        Test-AtlassianConnection -Site $site.Host -Quiet | Should -BeTrue
        $site.PeopleChanged | Should -Be 0
    }

    It 'tells a token that has ended, and goes on' {
        $site = Connect-AtlassianSite $Sandbox.Uri $Sandbox.MemberEmail -ApiToken $Sandbox.MemberToken -PassThru
        Disable-AtlassianUser mia.active@example.com
        try {
            $checks = Test-AtlassianConnection -Site $site
            $checks.Status | Should -Be 'Pass', 'Pass', 'Fail', 'Skipped'
            $checks[2].ErrorCode | Should -Be 'SiteCredentialRejected'
            $checks[2].RecommendedAction | Should -Match 'id\.atlassian\.com'
            Test-AtlassianConnection -Site $site -Quiet | Should -BeFalse
        }
        finally {
            Enable-AtlassianUser mia.active@example.com
        }
    }

    It 'tells a site that is closed' {
        $site = Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken -PassThru
        Disconnect-AtlassianSite
        (Test-AtlassianConnection -Site $site).ErrorCode | Should -Be 'SiteNotConnected'
    }
}

Describe 'Disconnect-AtlassianSite' {
    It 'wipes the token: what is closed cannot be used' {
        $site = Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken -PassThru
        Disconnect-AtlassianSite
        $site.IsClosed | Should -BeTrue
        { Get-AtlassianSiteUser -Myself -Site $site } | Should -Throw -ErrorId 'SiteNotConnected,*'
        { Get-AtlassianSiteUser -Myself } | Should -Throw -ErrorId 'SiteNotConnected,*'
    }

    It 'leaves the organization connected' {
        (Get-AtlassianOrganization).OrganizationId | Should -Be $Sandbox.OrganizationId
    }
}

Describe 'People and groups of a site' {
    BeforeAll {
        Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken
    }

    AfterAll {
        Disconnect-AtlassianSite
    }

    It 'finds a person by id, by a visible e-mail and by a part of the name' {
        (Get-AtlassianSiteUser $Id['mia.active']).Email | Should -Be 'mia.active@example.com'
        (Get-AtlassianSiteUser MIA.active@example.com).AccountId | Should -Be $Id['mia.active']
        (Get-AtlassianSiteUser -SearchTerm 'mia act').AccountId | Should -Be $Id['mia.active']
        (Get-AtlassianSiteUser mia.active@example.com) | Should -BeOfType 'AtlassianAdmin.Client.Site.SiteUser'
    }

    It 'takes nobody for somebody whose address is hidden, or who is deactivated' {
        $found = 'many.tokens@example.com', 'already.disabled@example.com', 'mia.active@example.com', 'no address' |
            Get-AtlassianSiteUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $found.AccountId | Should -Be $Id['mia.active']
        $errors | Get-Code | Should -Be 'IdentityNotVisible', 'IdentityNotVisible', 'InvalidIdentity'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'account id'
        (Get-AtlassianSiteUser $Id['many.tokens']).Email | Should -BeNullOrEmpty
        (Get-AtlassianSiteUser $Id['already.disabled']).Active | Should -BeFalse
    }

    It 'gets the members of groups, and with -IncludeInactive those who cannot sign in' {
        $active = @(Get-AtlassianSiteGroupMember 'jira-software-users-sandbox')
        $all = @(Get-AtlassianSiteGroup 'jira-software-users-*' | Get-AtlassianSiteGroupMember -IncludeInactive)
        $active[0] | Should -BeOfType 'AtlassianAdmin.Client.Site.SiteUser'
        $active.Active | Sort-Object -Unique | Should -BeTrue
        $all.Count | Should -BeGreaterThan $active.Count
        $active.Count | Should -BeGreaterThan 50
        ($all.AccountId | Sort-Object) | Should -Be ((Get-AtlassianGroupMember 'jira-software-users-sandbox').AccountId | Sort-Object)
        Get-AtlassianSiteGroupMember 'no such group', 'nobody-yet' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'GroupNotFound'
    }

    It 'refuses a row whose id and e-mail name two people' {
        [pscustomobject]@{ AccountId = $Id['many.tokens']; Email = 'mia.active@example.com' } |
            Get-AtlassianSiteUser -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'AmbiguousIdentity'
    }

    It 'lists everybody, also those who are inactive' {
        $all = Get-AtlassianSiteUser
        $all.Count | Should -BeGreaterThan 150
        ($all | Where-Object AccountId -EQ $Id['already.disabled']).Active | Should -BeFalse
        (Get-AtlassianSiteUser | Select-Object -First 3).Count | Should -Be 3
    }

    It 'takes the people of the organization, and gives people that its cmdlets take' {
        (Get-AtlassianUser many.tokens@example.com | Get-AtlassianSiteUser).Name | Should -Be 'Tom Tokens'
        (Get-AtlassianSiteUser $Id['many.tokens'] | Get-AtlassianUser).Email | Should -Be 'many.tokens@example.com'
    }

    It 'tells the groups of a person as the organization does' {
        $there = Get-AtlassianSiteGroup -Member $Id['mia.active']
        $there.GroupId | Should -Be (Get-AtlassianGroup -Member mia.active@example.com -Directory 'Sandbox Company').GroupId
        (Get-AtlassianSiteUser mia.active@example.com | Get-AtlassianSiteGroup).Count | Should -Be $there.Count
    }

    It 'finds groups by name, id, wildcard and a part of the name' {
        $aurora = Get-AtlassianSiteGroup 'project aurora'
        $aurora.Name | Should -Be 'Project Aurora'
        (Get-AtlassianSiteGroup $aurora.GroupId).Name | Should -Be 'Project Aurora'
        (Get-AtlassianSiteGroup 'dept-*').Count | Should -Be 6
        (Get-AtlassianSiteGroup -SearchTerm 'AURO').GroupId | Should -Be $aurora.GroupId
        (Get-AtlassianSiteGroup).Count | Should -BeGreaterThan 20
        Get-AtlassianSiteGroup 'no-such', 'nobody-yet' -ErrorAction SilentlyContinue -ErrorVariable errors | ForEach-Object Name | Should -Be 'nobody-yet'
        $errors | Get-Code | Should -Be 'GroupNotFound'
    }

    It 'is an error, and no empty list, when the token ends' {
        Connect-AtlassianSite $Sandbox.Uri $Sandbox.MemberEmail -ApiToken $Sandbox.MemberToken
        Disable-AtlassianUser mia.active@example.com
        try {
            { Get-AtlassianSiteUser -SearchTerm a -ErrorAction Stop } | Should -Throw -ErrorId 'SiteCredentialRejected,*'
            { Get-AtlassianSiteGroup -SearchTerm a } | Should -Throw -ErrorId 'SiteCredentialRejected,*'
        }
        finally {
            Enable-AtlassianUser mia.active@example.com
            Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken
        }
    }

    It 'has views' {
        Get-AtlassianSiteUser $Id['mia.active'] | Format-Table | Out-String -Width 120 | Should -Match 'Email\s+Name\s+Active\s+AccountId'
        Get-AtlassianSiteGroup nobody-yet | Format-Table | Out-String -Width 120 | Should -Match 'Name\s+GroupId'
        Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken -PassThru | Format-Table | Out-String -Width 120 | Should -Match 'DisplayName\s+Email\s+ReadOnly\s+TokenSource'
    }

    It 'completes sites and groups' {
        (Complete 'Get-AtlassianSiteUser -Site ').CompletionText | Should -Be "127.0.0.1:$($Sandbox.Port)"
        (Complete 'Add-AtlassianSiteGroupMember x -Group Project').CompletionText | Should -Contain "'Project Aurora'"
        (Complete 'Get-AtlassianSiteGroup dept-').ListItemText | Should -Contain 'dept-legal'
    }
}

Describe 'Add- and Remove-AtlassianSiteGroupMember' {
    BeforeEach {
        Connect-AtlassianSite @There -ApiToken $Sandbox.PersonalToken
    }

    AfterAll {
        Disconnect-AtlassianSite
    }

    It 'takes a person out of one group of one site, while the rest of the organization still knows them' {
        $before = Get-AtlassianGroup -Member mia.active@example.com
        $change = Remove-AtlassianSiteGroupMember mia.active@example.com 'Project Aurora' -Verify -PassThru
        $change.Outcome | Should -Be 'Changed'
        $change.Verified | Should -BeTrue
        $change.Action, $change.Route | Should -Be 'RemoveFromGroup', 'Site'
        "$($change.Before) $($change.After)" | Should -Be 'member no_member'
        $change.Organization | Should -Be "127.0.0.1:$($Sandbox.Port)"

        (Get-AtlassianSiteGroup -Member $Id['mia.active']).Name | Should -Not -Contain 'Project Aurora'
        (Get-AtlassianUser mia.active@example.com).Status | Should -Be 'active'
        @(Get-AtlassianGroup -Member mia.active@example.com).GroupId | Should -Be @($before | Where-Object Name -NE 'Project Aurora').GroupId
        (Get-AtlassianUserProfile mia.active@example.com).AccountStatus | Should -Be 'active'
        (Get-AtlassianDirectory -Identity mia.active@example.com).Name | Should -Contain 'Sandbox Company'

        (Add-AtlassianSiteGroupMember mia.active@example.com 'Project Aurora' -Verify -PassThru).Outcome | Should -Be 'Changed'
        (Get-AtlassianGroup -Member mia.active@example.com).Name | Should -Contain 'Project Aurora'
    }

    It 'sends one request, and returns nothing' {
        $group = Get-AtlassianSiteGroup nobody-yet
        $sent = Get-Request { Add-AtlassianSiteGroupMember $Id['mia.active'] $group.GroupId }
        $sent | Should -HaveCount 2
        $sent[1] | Should -Match '^POST /rest/api/3/group/user -> 201 '
        $sent = Get-Request { Remove-AtlassianSiteGroupMember $Id['mia.active'] $group.GroupId }
        $sent[1] | Should -Match '^DELETE /rest/api/3/group/user -> 200 '
    }

    It 'has nothing to do where it is so already, read before or not' {
        (Remove-AtlassianSiteGroupMember $Id['mia.active'] nobody-yet -PassThru -ErrorVariable errors).Outcome | Should -Be 'AlreadyInState'
        Remove-AtlassianSiteGroupMember $Id['mia.active'] nobody-yet -ErrorVariable +errors
        $last = Get-AtlassianChange -Last
        $last.Outcome, $last.Attempts | Should -Be 'AlreadyInState', 1
        Add-AtlassianSiteGroupMember $Id['mia.active'] 'Project Aurora' -ErrorVariable +errors
        (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
        $errors | Should -BeNullOrEmpty
    }

    It 'fails for one person and goes on with the next, in the order of the input' {
        $who = 'many.tokens@example.com', $Id['many.tokens'], 'nobody@example.com', $Id['saml.profile'], 'no-account'
        $changes = $who | Add-AtlassianSiteGroupMember -Group nobody-yet -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Input | Should -Be $who
        $changes.Outcome | Should -Be 'Failed', 'Changed', 'Failed', 'Changed', 'Failed'
        $changes.ErrorCode | Should -Be 'IdentityNotVisible', $null, 'IdentityNotVisible', $null, 'AccountNotFound'
        $changes[1].Name | Should -Be 'Tom Tokens'
        $errors | Should -HaveCount 3
        $errors[0].TargetObject | Should -Be 'many.tokens@example.com'
        $Id['many.tokens'], $Id['saml.profile'] | Remove-AtlassianSiteGroupMember -Group nobody-yet
        (Get-AtlassianGroupMember nobody-yet) | Should -BeNullOrEmpty
    }

    It 'refuses the group of an identity provider, and one that is not there' {
        $codes = ('okta-everyone', 'no-such' | ForEach-Object {
                Remove-AtlassianSiteGroupMember $Id['mia.active'] $_ -PassThru -ErrorAction SilentlyContinue
            }).ErrorCode
        $codes | Should -Be 'GroupManagedExternally', 'GroupNotFound'
    }

    It 'is refused to the token of somebody who administers nothing, and says which cmdlet does it with the admin key' {
        Connect-AtlassianSite $Sandbox.Uri $Sandbox.MemberEmail -ApiToken $Sandbox.MemberToken
        Remove-AtlassianSiteGroupMember $Id['mia.active'] 'Project Aurora' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'NotSiteAdmin'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'Remove-AtlassianGroupMember'
        (Get-AtlassianSiteGroup -Member $Id['mia.active']).Name | Should -Contain 'Project Aurora'
    }

    It 'foresees with -WhatIf and changes nobody' {
        $changes = $Id['mia.active'], $Id['already.disabled'] | Remove-AtlassianSiteGroupMember -Group 'Project Aurora' -WhatIf -PassThru
        $changes.Outcome | Should -Be 'WhatIf', 'WhatIf'
        "$($changes[0].Before)" | Should -Be 'member'
        (Get-AtlassianSiteGroup -Member $Id['mia.active']).Name | Should -Contain 'Project Aurora'
    }

    It 'asks, naming group, person and site' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('No')
        $shell = New-Shell $screen
        try {
            $change = Invoke-Shell $shell "Connect-AtlassianSite -Sandbox; Remove-AtlassianSiteGroupMember mia.active@example.com 'Project Aurora' -Confirm -PassThru"
            $change.Outcome | Should -Be 'Skipped'
            $screen.Screen.Questions[0] | Should -Match 'Project Aurora.*Mia Active <mia\.active@example\.com>.*sandbox\.example\.com \[sandbox\].*now member'
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'takes person and group from the rows of a CSV' {
        $rows = "AccountId,Group`n$($Id['mia.active']),nobody-yet`n$($Id['many.tokens']),dept-legal" | ConvertFrom-Csv
        ($rows | Add-AtlassianSiteGroupMember -PassThru).ErrorCode | Should -Be $null, $null
        ($rows | Remove-AtlassianSiteGroupMember -PassThru).Outcome | Should -Be 'Changed', 'Changed'
    }

    It 'takes the groups of a leaver down the pipeline' {
        $changes = Get-AtlassianSiteGroup 'Project*' | Remove-AtlassianSiteGroupMember -Identity $Id['saml.profile'] -PassThru -WhatIf
        $changes | Should -HaveCount 2
        @($changes.Email) | Sort-Object -Unique | Should -Be 'saml.profile@example.com'
    }

    It 'has no -Connection: a site has its own' {
        (Get-Command Add-AtlassianSiteGroupMember, Remove-AtlassianSiteGroupMember, Get-AtlassianSiteUser).ForEach({ $_.Parameters.ContainsKey('Connection') }) |
            Should -Be $false, $false, $false
    }
}
