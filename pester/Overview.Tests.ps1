# Everything about one person, before something is done.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    $script:Known = @{}

    function Get-Foreseen {
        param($Overview, [string] $Command)
        $Overview.CommandDetails | Where-Object Command -EQ $Command
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianUserOverview' {
    It 'says what the single commands say' {
        $who = 'mia.active@example.com'
        $overview = Get-AtlassianUserOverview $who
        $user = Get-AtlassianUser $who -Expand groups, productAccess
        $overview.AccountId, $overview.Name, $overview.Status, $overview.MfaEnabled, $overview.AddedToOrg |
            Should -Be @($user.AccountId, $user.Name, $user.Status, $user.MfaEnabled, $user.AddedToOrg)
        $overview.IsManaged | Should -BeTrue
        $overview.NotRead.Count | Should -Be 0
        $overview.Profile.JobTitle | Should -Be (Get-AtlassianUserProfile $who).JobTitle
        $overview.DirectoryDetails.DirectoryId | Should -Be @(Get-AtlassianDirectory -Identity $who | ForEach-Object DirectoryId)
        $overview.GroupDetails.GroupId | Should -Be @($user.Groups.GroupId)
        $overview.TokenDetails.TokenId | Should -Be @(Get-AtlassianUserToken $who | ForEach-Object TokenId)
        $overview.RoleDetails.ResourceId | Should -Be @(Get-AtlassianUserRole $who | ForEach-Object ResourceId)
        $overview.LastActive | Should -Be (Get-AtlassianUserActivity $who).LastActive
        $overview.Products.Count | Should -Be @($user.ProductAccess).Count
        $overview.Products | Should -Contain 'jira-software on sandbox.example.com never used'
    }

    It 'says what each group gives' {
        $overview = Get-AtlassianUserOverview 'mia.active@example.com'
        foreach ($group in $overview.GroupDetails) {
            $gives = @(Get-AtlassianGroupRole $group.GroupId | ForEach-Object { foreach ($role in $_.Roles) { "$($_.ResourceOwner) $role" } } | Select-Object -Unique)
            @($group.Gives) | Should -Be $gives
        }
        $overview.Groups | Should -Contain 'jira-software-users-sandbox: jira-software atlassian/user'
    }

    It '<Command> of <Who> is foreseen as its -WhatIf foresees it' -ForEach @(
        foreach ($who in 'mia.active@example.com', 'scim.managed@example.com', 'contractor@example.net', 'already.disabled@example.com', 'many.tokens@example.com') {
            foreach ($command in 'Disable-AtlassianUser', 'Enable-AtlassianUser', 'Suspend-AtlassianUser', 'Resume-AtlassianUser', 'Remove-AtlassianDirectoryUser', 'Revoke-AtlassianUserToken', 'Remove-AtlassianUser', 'Restore-AtlassianUser') {
                @{ Who = $who; Command = $command }
            }
        }
    ) {
        if (-not $script:Known.ContainsKey($Who)) {
            $script:Known[$Who] = Get-AtlassianUserOverview $Who
        }
        $foreseen = Get-Foreseen $script:Known[$Who] $Command
        $more = if ($Command -eq 'Revoke-AtlassianUserToken') { @{ All = $true } } else { @{} }
        $changes = @(& $Command $Who -WhatIf -PassThru @more)
        $refusal = @($changes | Where-Object ErrorCode)
        if ($refusal) {
            $foreseen.WouldChange | Should -BeFalse
            $foreseen.ErrorCode | Should -Be $refusal[0].ErrorCode
            $foreseen.RecommendedAction | Should -Be $refusal[0].RecommendedAction
        }
        else {
            $foreseen.ErrorCode | Should -BeNullOrEmpty
            $nothing = @($changes | Where-Object { -not $_.After }).Count -eq 0
            $foreseen.WouldChange | Should -Be $(if ($nothing) { $null } else { $true })
            $foreseen.Effect | Should -Match $(if ($nothing) { '^nothing would be sent' } else { '.' })
        }
    }

    It 'changes nothing' {
        Get-AtlassianUserOverview 'mia.active@example.com' | Out-Null
        (Get-AtlassianUser 'mia.active@example.com').Status | Should -Be 'active'
        @(Get-AtlassianUserToken 'mia.active@example.com').Count | Should -Be 3
    }

    It 'of an account that the organization does not manage, says so and why' {
        $overview = Get-AtlassianUserOverview 'contractor@example.net'
        $overview.IsManaged | Should -BeFalse
        $overview.ManagedBy | Should -BeLike 'Not this organization: only one that has verified example.net*'
        $overview.Profile | Should -BeNullOrEmpty
        $null -eq $overview.Tokens | Should -BeTrue
        $overview.NotRead | Should -BeLike '*only the organization that manages the account sees them*'
        (Get-Foreseen $overview 'Set-AtlassianUserEmail').ErrorCode | Should -Be 'AccountNotManaged'
    }

    It 'of an account that an identity provider owns, names the record and the way' {
        $overview = Get-AtlassianUserOverview 'scim.managed@example.com'
        $overview.ManagedBy | Should -BeLike '*identity provider*'
        $overview.ScimLinks.Count | Should -Be 1
        $overview.ScimUser | Should -BeNullOrEmpty
        (Get-Foreseen $overview 'Set-AtlassianUserEmail').Effect | Should -BeLike '*so changing the e-mail address must be done there*'
        Connect-AtlassianScimDirectory
        (Get-AtlassianUserOverview 'scim.managed@example.com').ScimUser.UserName | Should -Be 'scim.managed@example.com'
        Disconnect-AtlassianScimDirectory
    }

    It 'has the events about the person, and nobody else''s' {
        $overview = Get-AtlassianUserOverview 'already.disabled@example.com'
        $overview.Events | Should -Contain '2026-09-20 user_deactivated by admin@example.com'
        foreach ($entry in $overview.EventDetails) {
            $entry.Context.AccountId | Should -Contain $overview.AccountId
        }
    }

    It 'what one part refuses spoils no other: <Path>' -ForEach @(
        @{ Path = 'last-active-dates'; Property = 'LastActive'; Told = 'The last use of products*' }
        @{ Path = '/events'; Property = 'EventDetails'; Told = 'The audit log*' }
        @{ Path = 'get-scim-links'; Property = 'ScimLinks'; Told = 'The SCIM records*' }
        @{ Path = '/users/[^/]+/role-assignments'; Property = 'RoleDetails'; Told = 'The roles*' }
        @{ Path = '/manage/api-tokens'; Property = 'TokenDetails'; Told = 'The API tokens*' }
        @{ Path = '/manage/profile'; Property = 'Profile'; Told = 'The profile*' }
        @{ Path = '/workspaces'; Property = 'Text'; Told = 'The names of the sites*' }
    ) {
        $sandbox = Start-AtlassianSandbox -UserCount 12
        $relay = [AtlassianAdmin.Pester.RelayServer]::new($sandbox.Uri)
        $relay.Refused = $Path
        try {
            Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $relay.Uri -Name Refusing -WarningAction SilentlyContinue
            $overview = Get-AtlassianUserOverview 'mia.active@example.com' -Connection Refusing
            @($overview.NotRead | Where-Object { $_ -like $Told }).Count | Should -Be 1
            if ($Property -ne 'Text') {
                $null -eq $overview.$Property | Should -BeTrue
            }
            $overview.Groups.Count | Should -BeGreaterThan 3
            $overview.CommandDetails.Count | Should -Be 10
        }
        finally {
            Disconnect-AtlassianOrganization Refusing
            Select-AtlassianConnection 'Sandbox Company'
            $relay.Dispose()
            Stop-AtlassianSandbox $sandbox
        }
    }

    It 'is read at once, one after the other in the order of the list' {
        $found = @('many.tokens@example.com', 'nobody@example.com', 'mia.active@example.com' | Get-AtlassianUserOverview -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.Email | Should -Be 'many.tokens@example.com', 'mia.active@example.com'
        Get-Code $failed[0] | Should -Be 'IdentityNotFound'
    }

    It 'is shown as a text that fits 80 columns, and as a line of a file' {
        $lines = @((Get-AtlassianUserOverview 'contractor@example.net' | Out-String -Width 200) -split '\r?\n' | Where-Object { $_ })
        $lines[0] | Should -BeLike 'Connor Contractor <contractor@example.net>*'
        @($lines | Where-Object { $_.Length -gt 79 -and ($_.Trim() -match ' ') }).Count | Should -Be 0
        [regex]::Matches(($lines -join ' '), 'AccountNotManaged,\s+as\s+above').Count | Should -BeGreaterThan 2
        $row = Get-AtlassianUserOverview 'mia.active@example.com' | Select-Object Email, Groups, Products, Commands | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $row.Groups | Should -BeLike '*jira-software-users-sandbox: jira-software atlassian/user, *'
    }
}
