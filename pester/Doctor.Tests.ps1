BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox -UserCount 20
    $script:There = @{ OrganizationId = $Sandbox.OrganizationId; BaseUri = $Sandbox.Uri }
    $script:Checks = 'Key shape', 'Host reachable', 'Key accepted', 'Organization visible', 'Verified domains', 'Directories', 'Account management', 'Key expiry'

    # An address where nobody listens takes as long as seven attempts take: begun here, looked at last.
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $script:NobodyThere = [uri]('http://127.0.0.1:{0}/' -f $probe.LocalEndpoint.Port)
    $probe.Stop()
    $script:Unreachable = New-Shell
    $script:UnreachableBegun = Start-Shell $Unreachable 'Test-AtlassianConnection -OrganizationId x -ApiKey $Key -BaseUri $Uri' @{ Key = New-Key; Uri = $NobodyThere }
}

AfterAll {
    Close-Shell $script:Unreachable
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
        $checks[0] | Should -BeOfType 'AtlassianAdmin.Diagnosis.ConnectionCheck'
        $checks.Check | Should -Be $script:Checks
        $checks.Status | Should -Be 'Pass', 'Pass', 'Pass', 'Pass', 'Pass', 'Pass', 'Pass', 'Skipped'
        $checks | Where-Object { -not $_.Detail } | Should -BeNullOrEmpty
        ($checks | Where-Object Check -EQ 'Verified domains').Detail | Should -Match 'example\.com.*Not verified: example\.net'
        ($checks | Where-Object Check -EQ 'Directories').Detail | Should -Match 'Sandbox Partners'
        ($checks | Where-Object Check -EQ 'Key expiry').RecommendedAction | Should -Match 'Set-AtlassianAdminKey'
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
        @(Get-AtlassianConnection | Test-AtlassianConnection) | Should -HaveCount 16
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

    It 'goes on to its end where nobody answers' {
        $checks = @($UnreachableBegun | Wait-Shell)
        $checks.Check | Should -Be $script:Checks
        $reached = $checks | Where-Object Check -EQ 'Host reachable'
        $reached.Status | Should -Be 'Fail'
        $reached.ErrorCode | Should -Be 'NetworkFailure'
        $reached.RecommendedAction | Should -Match '-Proxy'
        ($checks | Select-Object -Skip 2).Status | Select-Object -Unique | Should -Be 'Skipped'
        $Unreachable.Streams.Error | Should -BeNullOrEmpty
    }
}
