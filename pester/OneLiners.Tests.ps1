# The lines of the section "Four questions, four lines" of the README, as they stand there, against the sandbox over HTTP.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $text = Get-Content -Raw -Encoding UTF8 (Join-Path $PSScriptRoot '../README.md')
    if ($text -notmatch '(?ms)^## Four questions, four lines\s+```powershell\r?\n(?<code>.*?)^```') {
        throw 'The README has no section "Four questions, four lines".'
    }
    $script:Lines = @($Matches['code'] -split '\r?\n' | Where-Object { $_ -and $_ -notmatch '^#' })
    $script:Sandbox = Start-AtlassianSandbox
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'The four lines of the README' {
    BeforeAll {
        # In a PowerShell of its own, as a reader has it.
        $script:Shell = New-Shell
        [void](Invoke-Shell $Shell 'Connect-AtlassianOrganization -OrganizationId $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri' @{ Sandbox = $Sandbox })
        Connect-AtlassianOrganization -OrganizationId $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
    }

    AfterAll {
        Close-Shell $Shell
    }

    It 'are four, and need no secret and no question' {
        $Lines | Should -HaveCount 4
        $Lines -match 'ApiKey|Confirm|Force' | Should -BeNullOrEmpty
    }

    It 'tell who has Jira and has not used it for 90 days' {
        $found = @(Invoke-Shell $Shell $Lines[0])
        $Shell.Streams.Error | Should -BeNullOrEmpty
        $limit = (Get-Date).AddDays(-90)
        $expected = foreach ($person in Get-AtlassianUser -Resource 'sandbox.example.com/jira-software' -Status active) {
            $jira = (Get-AtlassianUserActivity $person).Products | Where-Object Key -EQ 'jira-software'
            if (-not ($jira | Where-Object { $_.LastActive -and $_.LastActive -gt $limit })) {
                $person.AccountId
            }
        }
        $found.AccountId | Should -Be $expected
        $found.Count | Should -BeGreaterThan 5
        $found.Count | Should -BeLessThan @(Get-AtlassianUser -Resource 'sandbox.example.com/jira-software' -Status active).Count
        $found.Email | Should -Not -Contain $null
    }

    It 'tell who is an organization admin, through a group or not' {
        $found = @(Invoke-Shell $Shell $Lines[1])
        $Shell.Streams.Error | Should -BeNullOrEmpty
        $found.Email | Should -Be 'admin@example.com', 'alex.kim@example.org'
    }

    It 'take a leaver out of the groups, but for the identity provider''s' {
        $before = @(Get-AtlassianGroup -Member 'mia.active@example.com')
        $kept = @($before | Where-Object ManagedBy -In 'external', 'team-members')
        $kept.Name | Should -Contain 'okta-everyone'
        $kept.Name | Should -Contain 'okta-engineering'
        $changes = @(Invoke-Shell $Shell $Lines[2])
        $Shell.Streams.Error | Should -BeNullOrEmpty
        $changes.Count | Should -Be ($before.Count - $kept.Count)
        $changes.Count | Should -BeGreaterThan 3
        $changes.Outcome | Sort-Object -Unique | Should -Be 'Changed'
        (Get-AtlassianGroup -Member 'mia.active@example.com').Name | Should -Be $kept.Name
    }

    It 'show the trail of what was just done' {
        $found = @(Invoke-Shell $Shell $Lines[3])
        $Shell.Streams.Error | Should -BeNullOrEmpty
        $found.Action | Sort-Object -Unique | Should -Be 'user_removed_from_group'
        $mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
        foreach ($entry in $found) {
            $entry.Targets | Should -Contain 'mia.active@example.com'
            $entry.Context.AccountId | Should -Contain $mia
            $entry.ActorEmail | Should -Be 'admin@example.com'
            $entry.ActorTokenLabel | Should -Be 'Automation'
        }
        # One for each group of the line before, and no other.
        $removed = @($found.Targets -match '^groups/')
        $removed.Count | Should -Be $found.Count
        $found.Count | Should -BeGreaterThan 3
    }
}
