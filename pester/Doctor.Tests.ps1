BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox -UserCount 20
    $script:There = @{ OrganizationId = $Sandbox.OrganizationId; BaseUri = $Sandbox.Uri }
    $script:Checks = 'Key shape', 'Host reachable', 'Key accepted', 'Organization visible', 'Verified domains', 'Directories', 'Account management', 'Key expiry', 'SCIM key accepted'
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Test-AtlassianConnection' {
    AfterEach {
        Disconnect-AtlassianOrganization -All
    }

    It 'looks at everything, in this order' {
        Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey
        $checks = Test-AtlassianConnection
        $checks[0] | Should -BeOfType 'AtlassianAdmin.Reviews.Diagnosis.ConnectionCheck'
        $checks.Check | Should -Be ($script:Checks + 'Site token accepted')
        $checks.Status | Should -Be 'Pass', 'Pass', 'Pass', 'Pass', 'Pass', 'Pass', 'Pass', 'Skipped', 'Skipped', 'Skipped'
        $checks | Where-Object { -not $_.Detail } | Should -BeNullOrEmpty
        ($checks | Where-Object Check -EQ 'Verified domains').Detail | Should -Match 'example\.com.*Not verified: example\.net'
        ($checks | Where-Object Check -EQ 'Directories').Detail | Should -Match 'Sandbox Partners'
        ($checks | Where-Object Check -EQ 'Key expiry').RecommendedAction | Should -Match 'Set-AtlassianAdminKey'
        ($checks | Where-Object Check -EQ 'SCIM key accepted').RecommendedAction | Should -Match 'Connect-AtlassianScimDirectory -DirectoryId'
        ($checks | Where-Object Check -EQ 'Site token accepted').RecommendedAction | Should -Match 'Connect-AtlassianSite .*-ApiToken'
    }

    It 'covers all three credentials of the session' {
        Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -ScimApiKey $Sandbox.ScimApiKey -ScimDirectoryId $Sandbox.ScimDirectoryId
        Connect-AtlassianSite $Sandbox.Uri $Sandbox.AdminEmail -ApiToken $Sandbox.PersonalToken
        try {
            $checks = Test-AtlassianConnection
            $checks.Check | Should -Be ($script:Checks + 'SCIM features', 'Site token shape', 'Site reachable', 'Site token accepted', 'Site groups visible')
            @($checks | Where-Object Status -NE 'Pass').Check | Should -Be 'Key expiry'
            Test-AtlassianConnection -Quiet | Should -BeTrue
            (Get-AtlassianConnection | Test-AtlassianConnection).Check | Should -Be ($script:Checks + 'SCIM features')
            Disconnect-AtlassianOrganization
            $left = Test-AtlassianConnection
            ($left | Where-Object Check -EQ 'Key usable').Status | Should -Be 'Fail'
            ($left | Where-Object Check -EQ 'Site token accepted').Status | Should -Be 'Pass'
        }
        finally {
            Disconnect-AtlassianSite -All
        }
    }

    It 'says where a <What> belongs that was given as <Given>' -ForEach @(
        @{ What = "user's token"; Given = 'admin key'; Check = 'Key accepted'; Code = 'PersonalTokenUsed'; Next = 'Connect-AtlassianSite as -ApiToken'; With = { @{ ApiKey = $Sandbox.PersonalToken } } }
        @{ What = 'SCIM key'; Given = 'admin key, its directory unknown'; Check = 'Key accepted'; Code = 'KeyRejected'; Next = 'Connect-AtlassianScimDirectory as -ApiKey'; With = { @{ ApiKey = $Sandbox.ScimApiKey } } }
        @{ What = 'SCIM key'; Given = 'admin key'; Check = 'Key accepted'; Code = 'KeyRejected'; Next = 'as -ScimApiKey'; With = { @{ ApiKey = $Sandbox.ScimApiKey; ScimApiKey = $Sandbox.ScimApiKey; ScimDirectoryId = $Sandbox.ScimDirectoryId } } }
        @{ What = "user's token"; Given = 'SCIM key'; Check = 'SCIM key accepted'; Code = 'ScimKeyRejected'; Next = 'Connect-AtlassianSite as -ApiToken'; With = { @{ ApiKey = $Sandbox.ApiKey; ScimApiKey = $Sandbox.PersonalToken; ScimDirectoryId = $Sandbox.ScimDirectoryId } } }
        @{ What = 'admin key'; Given = 'SCIM key'; Check = 'SCIM key accepted'; Code = 'ScimKeyRejected'; Next = 'as -ApiKey'; With = { @{ ApiKey = $Sandbox.ApiKey; ScimApiKey = $Sandbox.ApiKey; ScimDirectoryId = $Sandbox.ScimDirectoryId } } }
    ) {
        $with = & $With
        $told = Test-AtlassianConnection @There @with | Where-Object Check -EQ $Check
        $told.Status | Should -Be 'Fail'
        $told.ErrorCode | Should -Be $Code
        $told.RecommendedAction | Should -Match $Next
    }

    It 'changes nobody, and asks about nobody' {
        Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey
        Get-Request { Test-AtlassianConnection } | Where-Object { $_ -notmatch '^GET ' } | Should -BeNullOrEmpty
        (Get-AtlassianConnection).PeopleChanged | Should -Be 0
    }

    It 'takes a key that does not connect: <Property>' -ForEach @(
        @{ Property = 'ScopedApiKey'; Failed = @{ 'Account management' = 'KeyHasScopes' }; Passed = 'Key accepted', 'Organization visible', 'Host reachable'; Skipped = @('Key expiry') }
        @{ Property = 'ExpiredApiKey'; Failed = @{ 'Key accepted' = 'KeyRejected' }; Passed = 'Key shape', 'Host reachable'; Skipped = 'Organization visible', 'Verified domains', 'Directories', 'Account management', 'Key expiry' }
        @{ Property = 'PersonalToken'; Failed = @{ 'Key accepted' = 'PersonalTokenUsed' }; Passed = @('Host reachable'); Skipped = 'Organization visible', 'Verified domains', 'Directories', 'Account management', 'Key expiry' }
        @{ Property = 'OtherOrganizationApiKey'; Failed = @{ 'Organization visible' = 'OrganizationNotFound' }; Passed = 'Key shape', 'Host reachable', 'Key accepted'; Skipped = 'Verified domains', 'Directories', 'Key expiry' }
    ) {
        $checks = Test-AtlassianConnection @There -ApiKey $Sandbox.$Property -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        $checks.Check | Should -Be $script:Checks
        foreach ($name in $Failed.Keys) {
            $check = $checks | Where-Object Check -EQ $name
            $check.Status | Should -Be 'Fail'
            $check.ErrorCode | Should -Be $Failed[$name]
            $check.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        ($checks | Where-Object Check -In $Passed).Status | Select-Object -Unique | Should -Be 'Pass'
        ($checks | Where-Object Check -In $Skipped).Status | Select-Object -Unique | Should -Be 'Skipped'
        @($checks | Where-Object Status -EQ 'Fail') | Should -HaveCount $Failed.Count
    }

    It 'warns of a key that looks like a personal token' {
        $check = Test-AtlassianConnection @There -ApiKey $Sandbox.PersonalToken | Where-Object Check -EQ 'Key shape'
        $check.Status | Should -Be 'Warn'
        $check.ErrorCode | Should -Be 'PersonalTokenUsed'
        $check.RecommendedAction | Should -Match 'WITHOUT scopes'
    }

    It 'says what is wrong with a key that cannot even be tried: <Why>' -ForEach @(
        @{ Why = 'empty'; Key = '  '; Code = 'KeyMissing' }
        @{ Why = 'with a letter that no key has'; Key = "ATCTT$([char]0xE4)"; Code = 'KeyMissing' }
    ) {
        $checks = Test-AtlassianConnection @There -ApiKey (New-Key $Key)
        $checks | Should -HaveCount 1
        $checks.Status | Should -Be 'Fail'
        $checks.ErrorCode | Should -Be $Code
    }

    It 'says so where http to another machine is asked for' {
        (Test-AtlassianConnection -OrganizationId 'x' -ApiKey (New-Key) -BaseUri 'http://admin.example.com').ErrorCode | Should -Be 'InsecureAddress'
    }

    It 'takes a connection by name, as an object, or from the pipeline' {
        $first = Connect-AtlassianOrganization @There -ApiKey $Sandbox.ScopedApiKey -Name 'scoped' -PassThru
        Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -Name 'good'
        @(Test-AtlassianConnection | Where-Object Status -EQ 'Fail') | Should -BeNullOrEmpty
        @(Test-AtlassianConnection -Connection 'scoped' | Where-Object Status -EQ 'Fail') | Should -HaveCount 1
        @($first | Test-AtlassianConnection | Where-Object Status -EQ 'Fail') | Should -HaveCount 1
        @(Get-AtlassianConnection | Test-AtlassianConnection) | Should -HaveCount 18
    }

    It 'gives a Boolean with -Quiet' {
        Test-AtlassianConnection @There -ApiKey $Sandbox.ApiKey -Quiet | Should -BeExactly $true
        Test-AtlassianConnection @There -ApiKey $Sandbox.ScopedApiKey -Quiet | Should -BeExactly $false
        Test-AtlassianConnection @There -ApiKey $Sandbox.ExpiredApiKey -Quiet | Should -BeExactly $false
        Connect-AtlassianOrganization -Sandbox
        Test-AtlassianConnection -Quiet | Should -BeExactly $true
    }

    It 'says that a sandbox in this process needs no network' {
        Connect-AtlassianOrganization -Sandbox
        (Test-AtlassianConnection | Where-Object Check -EQ 'Host reachable').Detail | Should -Match 'no network'
    }

    It 'leaves the current connection as it is' {
        Connect-AtlassianOrganization -Sandbox -Name 'mine'
        [void](Test-AtlassianConnection @There -ApiKey $Sandbox.ExpiredApiKey)
        (Get-AtlassianConnection -Current).Name | Should -Be 'mine'
        @(Get-AtlassianConnection) | Should -HaveCount 1
    }
}
