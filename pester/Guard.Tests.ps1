# -ProtectedIdentity and -MaxChanges hold for every way to a person, and -PassThru does not run ahead of who takes its results.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # What a script changes: its writes, and the codes of its errors.
    function Get-Effect {
        param([scriptblock] $Script)
        $global:Error.Clear()
        $requests = @(try { Get-Request $Script } catch { Write-Verbose "$_" })
        $codes = @($global:Error | Get-Code | Sort-Object -Unique)
        [pscustomobject]@{
            Codes  = $codes
            Writes = @($requests | Where-Object { $_ -notmatch '^GET ' -and $_ -notmatch 'search|get-scim-links|workspaces' })
        }
    }

    # The group of that name, which two directories have; it can be deleted.
    function Get-Team {
        $directory = @(Get-AtlassianUser 'mia.active@example.com' | Get-AtlassianDirectory)[0].DirectoryId
        Get-AtlassianGroup -SearchTerm 'Project Aurora' | Where-Object { $_.Name -eq 'Project Aurora' -and $_.DirectoryId -eq $directory }
    }

    # Many people who can be changed.
    function Get-Crowd {
        param([int] $Count)
        $found = @(Get-AtlassianUser -ClaimStatus managed -Expand PlatformRoles -WarningAction SilentlyContinue | Where-Object { $_.AccountStatus -eq 'active' -and $_.Status -eq 'active' -and -not $_.PlatformRoles })
        $found | Select-Object -Skip 20 -First $Count
    }
}

AfterAll {
    Disconnect-AtlassianSite -All
    Disconnect-AtlassianOrganization -All
}

Describe 'A protected person' {
    BeforeAll {
        # In the groups that are used here, and in the SCIM directory.
        $script:Kept = 'many.tokens@example.com'
        $script:Sina = 'scim.managed@example.com'
    }

    # One organization with two connections: one that made things ready, and one that is guarded.
    BeforeEach {
        $sandbox = Start-AtlassianSandbox -UserCount 60
        $script:There = @{ OrganizationId = $sandbox.OrganizationId; ApiKey = $sandbox.ApiKey; BaseUri = $sandbox.Uri; WarningAction = 'SilentlyContinue' }
        $scim = @{ ScimDirectoryId = $sandbox.ScimDirectoryId; ScimApiKey = $sandbox.ScimApiKey }
        $script:Run = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Connect-AtlassianOrganization @There @scim -Name 'ready' -JournalPath $Run
        Add-AtlassianGroupMember $Kept -Group (Get-Team)
        Add-AtlassianScimGroupMember $Sina -Group 'okta-engineering'
        Disable-AtlassianUser mia.active@example.com, $Kept -Confirm:$false
        Enable-AtlassianUser $Kept -Confirm:$false
        $script:Plan = $Kept, 'alex.kim@example.com' | New-AtlassianOffboardingPlan
        Disconnect-AtlassianOrganization 'ready'
        Connect-AtlassianOrganization @There @scim -Name 'guarded' -ProtectedIdentity $Kept, $Sina
    }

    AfterEach {
        Disconnect-AtlassianOrganization 'guarded'
        Stop-AtlassianSandbox
    }

    It 'is not changed by <What>' -ForEach @(
        @{ What = 'emptying a SCIM group'; Change = { Set-AtlassianScimGroup 'okta-engineering' -Member @() -Confirm:$false } }
        @{ What = 'setting the members of a SCIM group'; Change = { Set-AtlassianScimGroup 'okta-engineering' -Member (Get-AtlassianScimUser | Where-Object Email -NE $Sina | Select-Object -First 1) -Confirm:$false } }
        @{ What = 'removing a SCIM group'; Change = { Remove-AtlassianScimGroup 'okta-engineering' -Confirm:$false } }
        @{ What = 'taking the record out of a SCIM group'; Change = { Remove-AtlassianScimGroupMember $Sina -Group 'okta-engineering' -Confirm:$false } }
        @{ What = 'a new SCIM group'; Change = { New-AtlassianScimGroup 'okta-new' -Member $Sina } }
        @{ What = 'a new SCIM user with the address'; Change = { New-AtlassianScimUser $Kept -Email $Kept -Disabled } }
        @{ What = 'the SCIM record'; Change = { Get-AtlassianScimUser $Sina | Disable-AtlassianScimUser -Confirm:$false } }
        @{ What = 'deleting the SCIM record'; Change = { Remove-AtlassianScimRecord $Sina -Confirm:$false } }
        @{ What = 'unlinking the SCIM record'; Change = { Get-AtlassianScimLink $Sina | Remove-AtlassianScimLink -Confirm:$false } }
        @{ What = 'deleting a group'; Change = { Get-Team | Remove-AtlassianGroup -Confirm:$false } }
        @{ What = 'a role of a group'; Change = { Get-Team | Grant-AtlassianGroupRole -Role atlassian/user -Resource (Get-AtlassianWorkspace | Select-Object -First 1) -Confirm:$false } }
        @{ What = 'a role'; Change = { Grant-AtlassianUserRole $Kept -Role atlassian/user -Resource (Get-AtlassianWorkspace | Select-Object -First 1) } }
        @{ What = 'an invitation'; Change = { New-AtlassianUserInvitation $Kept -Group contractors } }
        @{ What = 'suspending'; Change = { Suspend-AtlassianUser $Kept -Confirm:$false } }
        @{ What = 'all tokens'; Change = { Revoke-AtlassianUserToken $Kept -All -Confirm:$false } }
        @{ What = 'a listed token'; Change = { Get-AtlassianUserToken $Kept | Select-Object -First 1 | Revoke-AtlassianApiToken -Confirm:$false } }
        @{ What = 'the route by SCIM'; Change = { Disable-AtlassianUser $Sina -Route Scim -Confirm:$false } }
    ) {
        $effect = Get-Effect $Change
        $effect.Codes | Sort-Object -Unique | Should -Be 'ProtectedAccount'
        $effect.Writes | Should -BeNullOrEmpty
    }

    It 'is left out of a plan that was made before the protection' {
        $script:effect = Get-Effect { $Plan | Invoke-AtlassianPlan -JournalPath (Join-Path $TestDrive "$([guid]::NewGuid()).jsonl") -Confirm:$false }
        $effect.Codes | Should -Be 'ProtectedAccount'
        Get-Status $Kept | Should -Be 'active'
        Get-Status 'alex.kim@example.com' | Should -Be 'deactivated'
    }

    It 'is not changed by undoing' {
        $effect = Get-Effect { Undo-AtlassianChange $Kept -JournalPath $Run -Confirm:$false }
        $effect.Codes | Sort-Object -Unique | Should -Be 'ProtectedAccount'
        $effect.Writes | Should -BeNullOrEmpty
    }
}

Describe '-MaxChanges' {
    It 'counts everybody who is touched: <What>' -ForEach @(
        @{ What = 'emptying a SCIM group'; Change = { Set-AtlassianScimGroup 'okta-engineering' -Member @() -Confirm:$false } }
        @{ What = 'removing a SCIM group'; Change = { Remove-AtlassianScimGroup 'okta-engineering' -Confirm:$false } }
        @{ What = 'deleting a group'; Change = { Get-Team | Remove-AtlassianGroup -Confirm:$false } }
        @{ What = 'a role of a group'; Change = { Get-Team | Grant-AtlassianGroupRole -Role atlassian/user -Resource (Get-AtlassianWorkspace | Select-Object -First 1) -Confirm:$false } }
    ) {
        $connection = Connect-AtlassianOrganization -Sandbox -MaxChanges 2 -PassThru
        Connect-AtlassianScimDirectory
        'mia.active@example.com', 'alex.kim@example.com' | Add-AtlassianGroupMember -Group (Get-Team) -WarningAction SilentlyContinue
        $before = $connection.PeopleChanged
        $effect = Get-Effect $Change
        $effect.Codes | Should -Be 'ChangeLimitReached'
        $effect.Writes | Should -BeNullOrEmpty
        $connection.PeopleChanged | Should -Be $before
    }

    It 'reads the members of a group only where a guard is set' {
        Connect-AtlassianOrganization -Sandbox
        $team = Get-Team
        Get-Request { $team | Remove-AtlassianGroup -Confirm:$false } | Where-Object { $_ -match 'users/search' } | Should -BeNullOrEmpty
        Connect-AtlassianOrganization -Sandbox -MaxChanges 500
        $team = Get-Team
        Get-Request { $team | Remove-AtlassianGroup -Confirm:$false } | Where-Object { $_ -match 'users/search' } | Should -HaveCount 1
    }

    It 'holds on a site' {
        Connect-AtlassianOrganization -Sandbox
        $ids = ('mia.active@example.com', 'saml.profile@example.com' | Get-AtlassianUser).AccountId
        $site = Connect-AtlassianSite -Sandbox -MaxChanges 1 -PassThru
        $ids | Add-AtlassianSiteGroupMember -Group nobody-yet -ErrorAction SilentlyContinue -ErrorVariable told
        $ids | Remove-AtlassianSiteGroupMember -Group nobody-yet -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable +told
        $told | Get-Code | Sort-Object -Unique | Should -Be 'ChangeLimitReached'
        $site.PeopleChanged | Should -Be 1
    }
}

Describe 'Select-Object -First after a write' {
    It 'changes at most twice the throttle beyond what was taken: <What>' -ForEach @(
        @{ What = 'three of two hundred, two at once'; Throttle = 2; First = 3; Change = { Disable-AtlassianUser -PassThru -Confirm:$false } }
        @{ What = 'one, one at once'; Throttle = 1; First = 1; Change = { Set-AtlassianUserProfile -Nickname Zed -PassThru } }
        @{ What = 'five, eight at once'; Throttle = 8; First = 5; Change = { Suspend-AtlassianUser -PassThru -Confirm:$false } }
        @{ What = 'with -Verify'; Throttle = 2; First = 2; Change = { Disable-AtlassianUser -PassThru -Verify -Confirm:$false } }
        @{ What = 'into a group'; Throttle = 3; First = 2; Change = { Add-AtlassianGroupMember -Group (Get-Team) -PassThru } }
    ) {
        $connection = Connect-AtlassianOrganization -Sandbox -UserCount 400 -ThrottleLimit $Throttle -PassThru
        $people = @(Get-Crowd 200)
        $command = [scriptblock]::Create("`$args[0] | $Change -ErrorAction SilentlyContinue | Select-Object -First `$args[1]")
        # What is printed beside is of no interest here.
        $taken = @(& $command $people $First 2>$null 6>$null)
        $taken | Should -HaveCount $First
        $connection.PeopleChanged | Should -BeLessOrEqual ($First + 2 * $Throttle)
        $all = @(Get-AtlassianChange -Last)
        @($all | Where-Object Outcome -NE 'Skipped' | ForEach-Object AccountId | Sort-Object -Unique).Count | Should -BeLessOrEqual ($First + 2 * $Throttle)
        @($all | Where-Object Outcome -EQ 'Changed')[0].AccountId | Should -Be $taken[0].AccountId
    }

    It 'holds for what is made, too' {
        Connect-AtlassianOrganization -Sandbox -ThrottleLimit 1
        $before = @(Get-AtlassianGroup).Count
        $made = @(1..50 | ForEach-Object { "made-$_" } | New-AtlassianGroup -Directory (Get-AtlassianDirectory | Select-Object -First 1) 6>$null | Select-Object -First 1)
        $made | Should -HaveCount 1
        @(Get-AtlassianGroup).Count - $before | Should -BeLessOrEqual 3
    }

    It 'still changes everybody where all are taken, in order' {
        $connection = Connect-AtlassianOrganization -Sandbox -UserCount 400 -ThrottleLimit 2 -PassThru
        $people = @(Get-Crowd 250)
        $changes = @($people | Set-AtlassianUserProfile -Nickname Zed -PassThru -ErrorAction SilentlyContinue)
        $changes.AccountId | Should -Be $people.AccountId
        $connection.PeopleChanged | Should -BeGreaterThan 100
    }

    It 'ends at once where errors stop the command' {
        Connect-AtlassianOrganization -Sandbox -ThrottleLimit 1
        $people = @('saml.profile@example.com') + @(Get-AtlassianUser -ClaimStatus managed | Select-Object -First 40 | ForEach-Object Email)
        { @('mia.active@example.com', 'nobody@example.com') + $people | Disable-AtlassianUser -PassThru -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'IdentityNotFound,*'
    }
}
