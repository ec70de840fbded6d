BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianUserActivity' {
    It 'tells when a person last used each product, and how old that may be' {
        $activity = Get-AtlassianUserActivity 'mia.active@example.com'
        $activity | Should -BeOfType 'AtlassianAdmin.Client.Users.UserActivity'
        $activity.Email | Should -Be 'mia.active@example.com'
        $activity.Name | Should -Be 'Mia Active'
        $activity.AccountId | Should -Be (Get-AtlassianUser 'mia.active@example.com').AccountId
        $activity.Products.Key | Should -Contain 'jira-software'
        $activity.Products.ResourceId | Should -Contain (Get-AtlassianWorkspace 'sandbox' -Product 'jira-software').ResourceId
        $activity.LastActive | Should -Be ($activity.Products.LastActive | Sort-Object | Select-Object -Last 1)
        $activity.AddedToOrg | Should -BeOfType 'datetimeoffset'
        # The service is up to 24 hours behind.
        $activity.CompleteUntil.UtcDateTime | Should -BeLessThan ([datetime]::UtcNow.AddHours(-23))
        $activity.CompleteUntil.UtcDateTime | Should -BeGreaterThan ([datetime]::UtcNow.AddHours(-25))
    }

    It 'says the same as the search' {
        $people = Get-AtlassianUser -Directory 'Sandbox Company' -Status active -Expand productAccess -First 20
        $activities = @($people | Get-AtlassianUserActivity)
        $activities.AccountId | Should -Be $people.AccountId
        foreach ($index in 0..19) {
            @($activities[$index].Products.LastActive.Date) | Should -Be @($people[$index].ProductAccess.LastActive.Date)
        }
    }

    It 'leaves out what never was' {
        $activities = @(Get-AtlassianUser -Resource 'sandbox.example.com/jira-software' -Status active | Get-AtlassianUserActivity)
        $never = @($activities | Where-Object { -not $_.LastActive })
        $never.Count | Should -BeGreaterThan 0
        $never[0].Products | Should -Not -BeNullOrEmpty
        $never[0].Products.LastActive | Where-Object { $_ } | Should -BeNullOrEmpty
        "$($never[0])" | Should -Be "$($never[0].Email): never"
    }

    It 'has no products for <_>' -ForEach 'suspended.member@example.com', 'already.disabled@example.com', 'not.invited@example.com' {
        $activity = Get-AtlassianUserActivity $_
        $activity.Email | Should -Be $_
        $activity.Products | Should -BeNullOrEmpty
        $activity.LastActive | Should -BeNullOrEmpty
    }

    It 'tells of people that the organization does not manage' {
        (Get-AtlassianUserActivity 'contractor@example.net').Products.Key | Should -Contain 'jira-software'
    }

    It 'tells of several people, in order, and goes on after a failure' {
        $activities = 'contractor@example.net', 'nobody@example.com', '557058:00000000-0000-0000-0000-000000000000', 'mia.active@example.com' |
            Get-AtlassianUserActivity -ErrorAction SilentlyContinue -ErrorVariable errors
        $activities.Email | Should -Be 'contractor@example.net', 'mia.active@example.com'
        $errors | Get-Code | Should -Be 'IdentityNotFound', 'AccountNotFound'
    }

    It 'is a person for the next cmdlet' {
        (Get-AtlassianUserActivity 'mia.active@example.com' | Suspend-AtlassianUser -WhatIf -PassThru).Email | Should -Be 'mia.active@example.com'
    }
}
