# New e-mail addresses for many people: who has them, what is not verified, whom an identity provider owns.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
    $script:Quiet = @{ WarningAction = 'SilentlyContinue' }
    function Get-Row([string[]] $Move) {
        $Move | ForEach-Object { [pscustomobject]@{ Email = ($_ -split ' ')[0]; 'New Email' = ($_ -split ' ')[1] } }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Pop-Location
}

Describe 'New-AtlassianEmailMovePlan' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'plans rows, and tells of each what stands in the way' {
        $rows = Get-Row @(
            'mia.active@example.com mia.new@example.com'
            'saml.profile@example.com mia.active@example.com'
            'many.tokens@example.com alex.kim@example.org'
            'google.managed@example.com google.new@example.com'
            'scim.managed@example.com scim.new@example.com'
            'contractor@example.net contractor@example.com'
            'closed.account@example.com closed.new@example.com'
            'admin@example.com admin@nowhere.test'
            'nobody@example.com somebody@example.com'
            'suspended.member@example.com not-an-address'
        )
        $plan = $rows | New-AtlassianEmailMovePlan -Ticket 'IT-9' -WarningAction SilentlyContinue -WarningVariable warnings
        $plan.Kind | Should -Be 'EmailMove'
        $plan.People.Decision | Should -Be 'Planned', 'Planned', 'Refused', 'Refused', 'Refused', 'Refused', 'Refused', 'Refused', 'Refused', 'Refused'
        ($plan.People | ForEach-Object { "$($_.ErrorCode)" }) | Should -Be '', '', 'InvalidField', 'ManagedByGoogle', 'ManagedByScim', 'AccountNotManaged', 'AccountClosed', 'DomainNotVerified', 'IdentityNotFound', 'InvalidField'
        $plan.Steps.Stage | Should -Be 1, 2
        @($warnings).Count | Should -Be 8
    }

    It 'gives the address by the record of whom an identity provider owns' {
        Connect-AtlassianOrganization -Sandbox
        Connect-AtlassianScimDirectory
        $plan = Get-Row 'scim.managed@example.com scim.new@example.com', 'mia.active@example.com scim.managed@example.com' | New-AtlassianEmailMovePlan
        $plan.Steps.Route | Should -Be 'Scim', 'Account'
        $plan.Steps.Stage | Should -Be 1, 2
        $plan | Export-AtlassianPlan 'scim.json'
        $shown = Import-AtlassianPlan 'scim.json' | Invoke-AtlassianPlan -JournalPath 'scim.jsonl' -PassThru -WhatIf
        $shown.ErrorCode | Where-Object { $_ } | Should -BeNullOrEmpty
        $changes = Import-AtlassianPlan 'scim.json' | Invoke-AtlassianPlan -JournalPath 'scim.jsonl' -PassThru -Confirm:$false
        $changes | ForEach-Object { "$($_.Action) $($_.Outcome) $($_.Verified)" } | Should -Be 'SetScimUser Changed True', 'SetEmail Changed True'
        (Get-AtlassianUser 'scim.managed@example.com').Name | Should -Be 'Mia Active'
        (Undo-AtlassianChange -JournalPath 'scim.jsonl' -PassThru -Confirm:$false).Outcome | Should -Be 'Changed', 'Changed'
        (Get-AtlassianUser 'scim.managed@example.com').Name | Should -Be 'Sina Scim'
        Connect-AtlassianOrganization -Sandbox
    }

    It 'takes a person who is named twice once, and refuses two addresses for one' {
        $plan = Get-Row 'mia.active@example.com m@example.com', 'MIA.ACTIVE@example.com M@example.com' | New-AtlassianEmailMovePlan
        $plan.Steps | Should -HaveCount 1
        $plan = Get-Row 'mia.active@example.com m1@example.com', 'mia.active@example.com m2@example.com' | New-AtlassianEmailMovePlan @Quiet
        "$($plan.People.Decision) $($plan.People.Findings.Message)" | Should -Match 'Refused .*several addresses: m1@example.com, m2@example.com'
    }

    It 'refuses two people with one address, and protected people' {
        $safe = Connect-AtlassianOrganization -Sandbox -ProtectedIdentity 'many.tokens@example.com' -Name 'safe' -PassThru
        $plan = Get-Row 'mia.active@example.com same@example.com', 'saml.profile@example.com SAME@example.com', 'many.tokens@example.com t@example.com' |
            New-AtlassianEmailMovePlan -Connection $safe @Quiet
        ($plan.People | ForEach-Object { "$($_.ErrorCode)" }) | Should -Be '', 'InvalidField', 'ProtectedAccount'
        Connect-AtlassianOrganization -Sandbox
    }

    It 'maps one domain to another, in pages and not in calls' {
        Connect-AtlassianScimDirectory
        $requests = Get-Request { $script:Plan = New-AtlassianEmailMovePlan -FromDomain 'example.com' -ToDomain '@example.org' -WarningAction SilentlyContinue }
        $Plan.People.Count | Should -BeGreaterThan 150
        $Plan.PlannedCount | Should -BeGreaterThan 150
        $Plan.Steps.Target | Where-Object { $_ -ne 'emails' -and $_ -notlike '*@example.org' } | Should -BeNullOrEmpty
        # A page for a hundred people; whom Google owns, the service tells of each alone.
        @($requests | Where-Object { $_ -match '/search' }).Count | Should -BeLessOrEqual 8
        @($requests | Where-Object { $_ -match '/manage|get-scim-links' }).Count | Should -BeLessThan ($Plan.People.Count / 10)
        $requests | Where-Object { $_ -notmatch '^GET ' -and $_ -notmatch '/search' } | Should -BeNullOrEmpty
        Connect-AtlassianOrganization -Sandbox
    }

    It 'exchanges addresses with -ParkingDomain only, and expects a whole list' {
        $swap = Get-Row 'mia.active@example.com saml.profile@example.com', 'saml.profile@example.com mia.active@example.com'
        ($swap | New-AtlassianEmailMovePlan @Quiet).People.ErrorCode | Should -Be 'AddressCycle', 'AddressCycle'
        ($swap | New-AtlassianEmailMovePlan -ParkingDomain 'example.org').Steps.Count | Should -Be 3
        { $swap | New-AtlassianEmailMovePlan -ExpectAtLeast 3 } | Should -Throw -ErrorId 'ListTooShort,*'
        { @() | New-AtlassianEmailMovePlan -ExpectAtLeast 1 } | Should -Throw -ErrorId 'ListTooShort,*'
    }
}
