BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    $script:All = @(Get-AtlassianInactiveUser -Days 90)
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Get-AtlassianInactiveUser' {
    It 'tells of each person once who shows no sign of use, why, how sure that is, and how old the data is' {
        $All[0] | Should -BeOfType 'AtlassianAdmin.Reviews.Inactivity.InactiveUser'
        $All.Count | Should -BeGreaterThan 20
        ($All.AccountId | Sort-Object -Unique).Count | Should -Be $All.Count
        $All | Where-Object { -not $_.Why } | Should -BeNullOrEmpty
        $limit = [datetimeoffset]::Now.AddDays(-90)
        $All | Where-Object { $_.LastSeen -ge $limit -or $_.AddedToOrg -ge $limit } | Should -BeNullOrEmpty
        foreach ($person in $All) {
            $person.DataAge.TotalHours | Should -BeGreaterOrEqual 24
            $person.DataAge.TotalHours | Should -BeLessThan 25
            if ($person.LastSeen) {
                $person.InactiveDays | Should -BeGreaterOrEqual 90
            }
        }
    }

    It 'says the same as everything that the single commands tell' {
        $limit = [datetimeoffset]::Now.AddDays(-90)
        $signs = @{}
        Get-AtlassianUser -ManagedAccount | ForEach-Object { $signs[$_.AccountId] = @($_.LastActive) }
        Get-AtlassianApiToken | ForEach-Object { $signs[$_.AccountId] += $_.CreatedAt, $_.LastActiveAt }
        $expected = foreach ($user in Get-AtlassianUser -Status active, suspended, not_invited, for_deletion -Expand productAccess) {
            $seen = @($signs[$user.AccountId]; $user.ProductAccess.LastActive; $user.AddedToOrg) | Where-Object { $_ -ge $limit }
            if (-not $seen) {
                $user.AccountId
            }
        }
        $All.AccountId | Should -Be $expected
    }

    It 'is never sure of what is not known' {
        $never = @($All | Where-Object Reason -EQ 'NoRecordedUse')
        $never.Count | Should -BeGreaterThan 0
        $never.Confidence | Should -Not -Contain 'High'
        $never.LastSeen | Where-Object { $_ } | Should -BeNullOrEmpty
        $unmanaged = @($All | Where-Object { -not $_.IsManaged -and $_.Status -eq 'active' })
        $unmanaged.Count | Should -BeGreaterThan 0
        $unmanaged.Confidence | Should -Not -Contain 'High'
        $unmanaged[0].Why | Should -Match 'API tokens are not visible'
        $lists = @(Get-AtlassianInactiveUser -Days 90 -Status active -ListsOnly)
        $lists.Confidence | Should -Not -Contain 'High'
        $lists[0].Why | Should -Match 'was not asked for'
        $lists.AccountId | Should -Be ($All | Where-Object Status -EQ 'active').AccountId
    }

    It 'knows who is shut out, and that they hold no seat: <_>' -ForEach 'Suspended', 'NotInvited', 'PendingDeletion', 'Deactivated' {
        $reason = $_
        $found = @(Get-AtlassianInactiveUser -Days 2 -Status suspended, not_invited, for_deletion, deactivated | Where-Object Reason -EQ $reason)
        $found.Count | Should -BeGreaterThan 0
        $found.Seats | Should -BeNullOrEmpty
        $found.Confidence | Sort-Object -Unique | Should -Be 'High'
    }

    It 'counts each seat once: by person, and by product' {
        foreach ($person in $All | Where-Object Seats) {
            ($person.SeatDetails.ResourceId | Sort-Object -Unique).Count | Should -Be @($person.Seats).Count
        }
        $products = @(Get-AtlassianInactiveUser -Days 90 -ByProduct -ListsOnly)
        $products[0] | Should -BeOfType 'AtlassianAdmin.Reviews.Inactivity.IdleSeatCount'
        foreach ($product in $products | Where-Object ResourceId) {
            $product.Seats | Should -Be @($All.SeatDetails | Where-Object ResourceId -EQ $product.ResourceId).Count
            $product.Seats | Should -Be ($product.High + $product.Medium + $product.Low)
        }
        ($products | Where-Object Product -EQ 'atlassian-guard-standard').Seats | Should -Be @($All | Where-Object GuardBillable).Count
        $products.Seats | Should -Be ($products.Seats | Sort-Object -Descending)
    }

    It 'asks for the activity only of whom the lists do not show at work' {
        $sent = @(Get-Request { $script:found = @(Get-AtlassianInactiveUser -Days 90) })
        $asked = @($sent -match 'last-active-dates').Count
        $asked | Should -BeLessOrEqual @($All | Where-Object Status -EQ 'active').Count
        $asked | Should -BeGreaterThan 0
        @($sent -notmatch 'last-active-dates').Count | Should -BeLessThan 15
        @(Get-Request { $script:found = @(Get-AtlassianInactiveUser -Days 90 -ListsOnly) }) -match 'last-active-dates' | Should -BeNullOrEmpty
    }

    It 'looks only among whom you name: <Name>' -ForEach @(
        @{ Name = 'unmanaged'; Given = @{ ClaimStatus = 'unmanaged' }; Fits = { -not $_.IsManaged } }
        @{ Name = 'a domain'; Given = @{ EmailDomain = 'example.org' }; Fits = { $_.Email -like '*@example.org' } }
        @{ Name = 'a state'; Given = @{ Status = 'suspended' }; Fits = { $_.Status -eq 'suspended' } }
        @{ Name = 'a product'; Given = @{ Resource = 'sandbox.example.com/jira-software'; Status = 'active' }; Fits = { $_.Seats -contains 'jira-software' } }
    ) {
        $found = @(Get-AtlassianInactiveUser -Days 2 -ListsOnly @Given)
        $found.Count | Should -BeGreaterThan 0
        $found | Where-Object { -not (& $Fits) } | Should -BeNullOrEmpty
    }

    It 'is a person for the next cmdlet, and a line of a CSV' {
        $first = $All | Where-Object { $_.Seats -and $_.Email } | Select-Object -First 1
        ($first | Suspend-AtlassianUser -WhatIf -PassThru).Email | Should -Be $first.Email
        ($first | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Seats | Should -Be ($first.SeatDetails.Product -join ', ')
    }

    It 'stops early, and goes on with the next command' {
        @(Get-AtlassianInactiveUser | Select-Object -First 2) | Should -HaveCount 2
        @(Get-AtlassianInactiveUser -Days 90 -ListsOnly) | Should -HaveCount $All.Count
    }

    It 'goes on, less sure, with a key that may not read everything' {
        $sandbox = Start-AtlassianSandbox -UserCount 100
        try {
            $connection = Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ScopedApiKey -BaseUri $sandbox.Uri -Name scoped -PassThru
            $found = @(Get-AtlassianInactiveUser -Connection $connection -WarningVariable warnings -WarningAction SilentlyContinue)
            $found.Count | Should -BeGreaterThan 0
            ($found | Where-Object Status -EQ 'active').Confidence | Should -Not -Contain 'High'
            "$warnings" | Should -Match 'managed accounts'
            @("$warnings" -split 'activity of single people').Count | Should -Be 2
        }
        finally {
            Stop-AtlassianSandbox $sandbox
            Connect-AtlassianOrganization -Sandbox
        }
    }

    It 'refuses fewer than two days, and needs a connection' {
        { Get-AtlassianInactiveUser -Days 1 } | Should -Throw
        $null = Disconnect-AtlassianOrganization -All
        { Get-AtlassianInactiveUser } | Should -Throw -ErrorId 'NotConnected,*'
        Connect-AtlassianOrganization -Sandbox
    }
}

Describe 'Get-AtlassianCredentialExposure' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
        $script:Exposed = @(Get-AtlassianCredentialExposure)
    }

    It 'tells what, whose, why, and what to type next, each credential once' {
        $Exposed[0] | Should -BeOfType 'AtlassianAdmin.Reviews.Exposure.CredentialExposure'
        $ids = $Exposed | ForEach-Object { "$($_.TokenId)$($_.ApiKeyId)" }
        ($ids | Sort-Object -Unique).Count | Should -Be $Exposed.Count
        $Exposed | Where-Object { -not ($_.Label -and $_.AccountId -and $_.Why -and $_.RecommendedAction) -or $_.Risk -eq 'None' } | Should -BeNullOrEmpty
    }

    It 'knows the keys of who left, and those that stop before the next run' {
        $keys = @($Exposed | Where-Object Kind -EQ 'ApiKey')
        $keys.Label | Sort-Object | Should -Be 'Ad-hoc script', 'Expires soon'
        ($keys | Where-Object Label -EQ 'Ad-hoc script').Risk | Should -Be 'ExpiresSoon, CreatorLeft'
        @(Get-AtlassianCredentialExposure -Days 7 | Where-Object Kind -EQ 'ApiKey').Risk | Should -Be 'CreatorLeft', 'ExpiresSoon'
        @(Get-AtlassianCredentialExposure -Before (Get-Date).AddDays(1) | Where-Object Kind -EQ 'ApiKey').Label | Should -Be 'Ad-hoc script'
        (Get-AtlassianCredentialExposure -IncludeExpired | Where-Object Label -EQ 'Old automation').Risk | Should -Be 'Expired'
    }

    It 'knows the keys of who is about to leave' {
        Get-AtlassianCredentialExposure -Leaving 'admin@example.com' | Where-Object Label -EQ 'Automation' | ForEach-Object Risk | Should -Be 'CreatorLeft'
    }

    It 'knows the tokens of <Risk>' -ForEach @(
        @{ Risk = 'OwnerDeactivated'; Status = 'deactivated' }
        @{ Risk = 'OwnerSuspended'; Status = 'suspended' }
        @{ Risk = 'OwnerPendingDeletion'; Status = 'for_deletion' }
    ) {
        $owners = (Get-AtlassianUser -Status $Status).AccountId
        $tokens = @(Get-AtlassianApiToken | Where-Object { $_.AccountId -in $owners -and (-not $_.ExpiresAt -or $_.ExpiresAt -gt [datetimeoffset]::Now) })
        @($Exposed | Where-Object Risk -Match $Risk).TokenId | Sort-Object | Should -Be ($tokens.TokenId | Sort-Object)
    }

    It 'knows every token that never expires' {
        $endless = @(Get-AtlassianApiToken | Where-Object { -not $_.ExpiresAt })
        $endless | Should -Not -BeNullOrEmpty
        @($Exposed | Where-Object { $_.Kind -eq 'ApiToken' -and $_.Risk -match 'NeverExpires' }).TokenId | Sort-Object | Should -Be ($endless.TokenId | Sort-Object)
    }

    It 'takes people from the pipeline, and goes on after somebody who is not found' {
        $found = 'nobody@example.com', 'many.tokens@example.com' | Get-AtlassianCredentialExposure -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'IdentityNotFound'
        $found.Email | Sort-Object -Unique | Should -Be 'many.tokens@example.com'
    }

    It 'goes on after a leaver who is not found' {
        $found = Get-AtlassianCredentialExposure -Leaving 'nobody@example.com', 'many.tokens@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'IdentityNotFound'
        @($found | Where-Object Risk -Match 'OwnerLeaving').Email | Sort-Object -Unique | Should -Be 'many.tokens@example.com'
        $found.Count | Should -BeGreaterThan $Exposed.Count
    }

    It 'says a line that runs' {
        $one = $Exposed | Where-Object { $_.Kind -eq 'ApiToken' -and $_.Email -eq 'scim.managed@example.com' } | Select-Object -First 1
        & ([scriptblock]::Create($one.RecommendedAction + ' -Confirm:$false'))
        (Get-AtlassianUserToken $one.AccountId).TokenId | Should -Not -Contain $one.TokenId
    }

    It 'pipes to the commands that revoke' {
        $tokens = @($Exposed | Where-Object { $_.TokenId -and $_.Email -ne 'scim.managed@example.com' } | Select-Object -First 3)
        ($tokens | Revoke-AtlassianUserToken -PassThru -Confirm:$false).Outcome | Sort-Object -Unique | Should -Be 'Changed'
        $Exposed | Where-Object Label -EQ 'Ad-hoc script' | Revoke-AtlassianApiKey -Confirm:$false
        (Get-AtlassianApiKey).Label | Should -Not -Contain 'Ad-hoc script'
    }
}
