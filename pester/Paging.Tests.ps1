# Select-Object -First ends the reading of a list that has pages: what is not wanted is not asked for.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox -UserCount 1500
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Select-Object -First' {
    It 'ends the reading after a page, or one that was begun: <_>' -ForEach @(
        'Get-AtlassianUser'
        'Get-AtlassianUser -ManagedAccount'
        'Get-AtlassianUser -Status active'
        'Get-AtlassianUser -Expand groups'
    ) {
        $list = [scriptblock]::Create($_)
        $all = @(Get-Request $list)
        $all.Count | Should -BeGreaterThan 2
        $one = @(Get-Request ([scriptblock]::Create("$_ | Select-Object -First 1")))
        $one.Count | Should -BeLessOrEqual 2
    }

    It 'ends the reading of the members of a group' {
        $group = Get-AtlassianGroup 'jira-software-users-sandbox'
        $all = @(Get-Request { $group | Get-AtlassianGroupMember })
        $all.Count | Should -BeGreaterThan 3
        @(Get-Request { $group | Get-AtlassianGroupMember | Select-Object -First 1 }).Count | Should -BeLessOrEqual 2
    }
}
