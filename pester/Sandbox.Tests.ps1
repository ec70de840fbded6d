BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    function Invoke-Sandbox {
        param($Sandbox, [string] $Path, [securestring] $Key = $Sandbox.ApiKey, [string] $Method = 'Get')
        Invoke-WebRequest -Uri ([uri]::new($Sandbox.Uri, $Path)) -Method $Method -UseBasicParsing -Headers @{ Authorization = "Bearer $(ConvertFrom-Key $Key)" }
    }

    function Connect-Sandbox {
        param($Sandbox, [hashtable] $With = @{})
        Connect-AtlassianOrganization -OrganizationId $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri @With
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Start-AtlassianSandbox' {
    AfterEach {
        Disconnect-AtlassianOrganization -All
        Stop-AtlassianSandbox
    }

    It 'returns where it is, which organization, and its key as a SecureString' {
        $sandbox = Start-AtlassianSandbox
        $sandbox | Should -BeOfType 'AtlassianAdmin.Commands.Sandbox.AtlassianSandbox'
        $sandbox.Uri.Scheme | Should -Be 'http'
        $sandbox.Uri.IsLoopback | Should -BeTrue
        $sandbox.Port | Should -Be $sandbox.Uri.Port
        $sandbox.Port | Should -BeGreaterThan 0
        $sandbox.UserCount | Should -Be 250
        [guid]::Parse($sandbox.OrganizationId) | Should -Not -BeNullOrEmpty
        foreach ($key in 'ApiKey', 'ScopedApiKey', 'PersonalToken', 'ExpiredApiKey', 'OtherOrganizationApiKey') {
            $sandbox.$key | Should -BeOfType 'securestring'
            $sandbox.$key.Length | Should -BeGreaterThan 20
        }
    }

    It 'answers over HTTP as Atlassian would' {
        $sandbox = Start-AtlassianSandbox -UserCount 12
        $reply = Invoke-Sandbox $sandbox "/admin/v1/orgs/$($sandbox.OrganizationId)"
        $reply.StatusCode | Should -Be 200
        ($reply.Content | ConvertFrom-Json).data.attributes.name | Should -Be 'Sandbox Company'
        { Invoke-Sandbox $sandbox "/admin/v1/orgs/$($sandbox.OrganizationId)" -Key $sandbox.ExpiredApiKey } | Should -Throw -ExpectedMessage '*401*'
    }

    It 'finds a free port itself, so that several can run' {
        $first = Start-AtlassianSandbox -UserCount 12
        $second = Start-AtlassianSandbox -UserCount 13
        $first.Port | Should -Not -Be $second.Port
        Connect-Sandbox $first @{ Name = 'first' }
        Connect-Sandbox $second @{ Name = 'second' }
        Disable-AtlassianUser 'mia.active@example.com' -Connection 'first' -Confirm:$false
        (Get-AtlassianUser 'mia.active@example.com' -Connection 'first').Status | Should -Be 'deactivated'
        (Get-AtlassianUser 'mia.active@example.com' -Connection 'second').Status | Should -Be 'active'
        @(Get-AtlassianUser -Connection 'second') | Should -HaveCount 13
    }

    It 'takes the port that is given' {
        $port = (Start-AtlassianSandbox -UserCount 12).Port
        Stop-AtlassianSandbox
        (Start-AtlassianSandbox $port -UserCount 12).Port | Should -Be $port
    }

    It 'fails with a code when the port is taken' {
        $taken = Start-AtlassianSandbox -UserCount 12
        { Start-AtlassianSandbox -Port $taken.Port -UserCount 12 } | Should -Throw -ErrorId 'PortUnavailable,*' -ExpectedMessage "*$($taken.Port)*"
        (Invoke-Sandbox $taken "/admin/v1/orgs/$($taken.OrganizationId)").StatusCode | Should -Be 200
    }

    It 'keeps a log of the requests it answers: no id, no address, no key' {
        $log = Join-Path $TestDrive 'requests.csv'
        $sandbox = Start-AtlassianSandbox -UserCount 12 -RequestLog $log
        Connect-Sandbox $sandbox
        Disable-AtlassianUser 'mia.active@example.com' -Confirm:$false
        { Invoke-Sandbox $sandbox '/somewhere/else?email=mia.active@example.com' } | Should -Throw
        { Invoke-Sandbox $sandbox "/admin/v1/orgs/$($sandbox.OrganizationId)" -Key $sandbox.ExpiredApiKey } | Should -Throw
        # It can be read while the sandbox runs. The two of Connect are sent at once.
        $lines = @(Import-Csv $log | ForEach-Object { "$($_.Method) $($_.Path) $($_.Status)" })
        $lines[0..1] | Sort-Object | Should -Be 'GET /admin/v1/orgs/{} 200', 'GET /users/{}/manage 404'
        $lines[2..9] | Should -Be @(
            'POST /admin/v2/orgs/{}/directories/{}/users/search 200'
            'POST /users/{}/manage/lifecycle/disable 204'
            'GET  404'
            'GET /admin/v1/orgs/{} 401'
        )
        (Import-Csv $log)[0].Time | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'
        Get-Content $log -Raw | Should -Not -Match "mia|@|$($sandbox.OrganizationId)|$(ConvertFrom-Key $sandbox.ApiKey)"
    }

    It 'writes on at the end of a log that is there, and lets go of it when it stops' {
        $log = Join-Path $TestDrive 'twice.csv'
        foreach ($round in 1..2) {
            $sandbox = Start-AtlassianSandbox -UserCount 12 -RequestLog $log
            [void](Invoke-Sandbox $sandbox "/admin/v1/orgs/$($sandbox.OrganizationId)")
            Stop-AtlassianSandbox $sandbox
        }
        @(Import-Csv $log) | Should -HaveCount 2
        @(Get-Content $log) | Should -HaveCount 3
        Remove-Item $log
        $log | Should -Not -Exist
    }

    It 'fails with a code, and starts nothing, when the log cannot be written: <Path>' -TestCases @{ Path = 'TestDrive:\not\there.csv' }, @{ Path = 'Env:\log' } {
        { Start-AtlassianSandbox -UserCount 12 -RequestLog $Path } | Should -Throw -ErrorId 'RequestLogUnusable,*'
    }

    It 'lets each request go wrong as it is told' {
        $sandbox = Start-AtlassianSandbox -UserCount 12 -Fault 418
        $answer = try { Invoke-Sandbox $sandbox '/admin/v1/orgs' } catch { $_.Exception.Response }
        [int]$answer.StatusCode | Should -Be 418
        Stop-AtlassianSandbox $sandbox
        $sandbox = Start-AtlassianSandbox -UserCount 12 -Fault Html
        (Invoke-Sandbox $sandbox '/admin/v1/orgs').Content | Should -Match 'Please sign in'
        Stop-AtlassianSandbox $sandbox
        $sandbox = Start-AtlassianSandbox -UserCount 12 -Fault ResetAfter
        { Invoke-Sandbox $sandbox '/admin/v1/orgs' } | Should -Throw
    }

    It 'a line that breaks now and then costs a script of the module nothing but time' {
        $log = Join-Path $TestDrive 'faults.csv'
        $sandbox = Start-AtlassianSandbox -UserCount 12 -Fault '503', 'resetbefore', 'ResetAfter', 'Cut' -FaultRate 0.2 -FaultSeed 4 -RequestLog $log
        Connect-Sandbox $sandbox
        (Disable-AtlassianUser 'mia.active@example.com' -Confirm:$false -PassThru -Verify).Verified | Should -BeTrue
        @(Get-AtlassianUser) | Should -HaveCount 12
        @(Import-Csv $log).Count | Should -BeGreaterThan 3
    }

    It 'a fault that there is not is an error that names those that there are: <_>' -ForEach 'Explode', '200', '999' {
        $fault = $_
        $refused = { Start-AtlassianSandbox -UserCount 12 -Fault $fault } | Should -Throw -ErrorId 'UnknownValue,*' -PassThru
        $refused.ErrorDetails.RecommendedAction | Should -BeLike '*ResetBefore, ResetAfter, Html, Slow, Cut*'
    }

    It 'completes the faults' {
        (Complete 'Start-AtlassianSandbox -Fault R').CompletionText | Should -Be 'ResetBefore', 'ResetAfter'
    }

    It 'makes the same people for the same seed, also in the other kind of sandbox' {
        $there = Start-AtlassianSandbox -UserCount 40 -Seed 7
        Connect-Sandbox $there
        $overHttp = @(Get-AtlassianUser | ForEach-Object { "$($_.AccountId) $($_.Email) $($_.Status)" })
        Connect-AtlassianOrganization -Sandbox -UserCount 40 -Seed 7
        $overHttp | Should -HaveCount 40
        @(Get-AtlassianUser | ForEach-Object { "$($_.AccountId) $($_.Email) $($_.Status)" }) | Should -Be $overHttp
    }

    It 'announces its rate limit, and refuses what exceeds it' {
        $sandbox = Start-AtlassianSandbox -UserCount 12 -RateLimit 3
        $path = "/admin/v1/orgs/$($sandbox.OrganizationId)"
        $first = Invoke-Sandbox $sandbox $path
        "$($first.Headers['X-RateLimit-Limit'])" | Should -Be '3'
        "$($first.Headers['X-RateLimit-Remaining'])" | Should -Be '2'
        "$($first.Headers['X-RateLimit-Reset'])" | Should -Not -BeNullOrEmpty
        1..2 | ForEach-Object { [void](Invoke-Sandbox $sandbox $path) }
        { Invoke-Sandbox $sandbox $path } | Should -Throw -ExpectedMessage '*429*'
    }

    It 'keeps the published limits of <Path> when asked to, and else has none' -ForEach @(
        @{ Path = 'events'; Limit = 10 }
        @{ Path = 'events-stream'; Limit = 50 }
        @{ Path = 'directory/users/{0}/last-active-dates'; Limit = 200 }
    ) {
        $sandbox = Start-AtlassianSandbox -UserCount 12 -PublishedLimits
        $plain = Start-AtlassianSandbox -UserCount 12
        Connect-Sandbox $sandbox
        $url = "/admin/v1/orgs/$($sandbox.OrganizationId)/$Path" -f [uri]::EscapeDataString((Get-AtlassianUser 'mia.active@example.com').AccountId)
        for ($left = $Limit - 1; $left -ge 0; $left--) {
            "$((Invoke-Sandbox $sandbox $url).Headers['X-RateLimit-Remaining'])" | Should -Be "$left"
        }
        { Invoke-Sandbox $sandbox $url } | Should -Throw -ExpectedMessage '*429*'
        (Invoke-Sandbox $plain $url).Headers.Keys | Should -Not -Contain 'X-RateLimit-Limit'
    }

    It 'is not waited for longer than -MaxWaitSeconds allows' {
        $sandbox = Start-AtlassianSandbox -UserCount 12 -RateLimit 2
        Connect-Sandbox $sandbox @{ MaxWaitSeconds = 0 }
        { 1..4 | ForEach-Object { Get-AtlassianOrganization -ErrorAction Stop } } | Should -Throw -ErrorId 'RateLimited,*'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match '-MaxWaitSeconds'
    }

    It 'refuses too few people at binding' {
        { Start-AtlassianSandbox -UserCount 3 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'is the same to <Path> as every kind of key should see it' -ForEach @(
        @{ Path = 'the organization'; Url = '/admin/v1/orgs/{0}'; Answers = @{ ApiKey = 200; ScopedApiKey = 200; PersonalToken = 401; ExpiredApiKey = 401; OtherOrganizationApiKey = 404 } }
        @{ Path = 'an account'; Url = '/users/{1}/manage'; Answers = @{ ApiKey = 200; ScopedApiKey = 403; PersonalToken = 401; ExpiredApiKey = 401; OtherOrganizationApiKey = 403 } }
    ) {
        $sandbox = Start-AtlassianSandbox -UserCount 12
        Connect-Sandbox $sandbox
        $id = [uri]::EscapeDataString((Get-AtlassianUser 'mia.active@example.com').AccountId)
        foreach ($key in $Answers.Keys) {
            $status = try {
                (Invoke-Sandbox $sandbox ($Url -f $sandbox.OrganizationId, $id) -Key $sandbox.$key).StatusCode
            }
            catch {
                [int]$_.Exception.Response.StatusCode
            }
            $status | Should -Be $Answers[$key] -Because $key
        }
    }
}

Describe 'Stop-AtlassianSandbox' {
    AfterEach {
        Stop-AtlassianSandbox
    }

    It 'stops the one that is given: <How>' -ForEach @(
        @{ How = 'as an argument'; Stop = { Stop-AtlassianSandbox $stopped } }
        @{ How = 'by the pipeline'; Stop = { $stopped | Stop-AtlassianSandbox } }
        @{ How = 'by its port'; Stop = { Stop-AtlassianSandbox -Port $stopped.Port } }
    ) {
        $stopped = Start-AtlassianSandbox -UserCount 12
        $kept = Start-AtlassianSandbox -UserCount 12
        & $Stop | Should -BeNullOrEmpty
        { Invoke-Sandbox $stopped "/admin/v1/orgs/$($stopped.OrganizationId)" } | Should -Throw
        (Invoke-Sandbox $kept "/admin/v1/orgs/$($kept.OrganizationId)").StatusCode | Should -Be 200
    }

    It 'stops all without a word, and again' {
        $all = @(1..2 | ForEach-Object { Start-AtlassianSandbox -UserCount 12 })
        Stop-AtlassianSandbox
        foreach ($one in $all) {
            { Invoke-Sandbox $one "/admin/v1/orgs/$($one.OrganizationId)" } | Should -Throw
        }
        { Stop-AtlassianSandbox -ErrorAction Stop } | Should -Not -Throw
        { $all[0] | Stop-AtlassianSandbox -ErrorAction Stop } | Should -Not -Throw
    }

    It 'stops what another runspace started' {
        $shell = New-Shell
        try {
            $sandbox = Invoke-Shell $shell 'Start-AtlassianSandbox -UserCount 12'
            (Invoke-Sandbox $sandbox "/admin/v1/orgs/$($sandbox.OrganizationId)").StatusCode | Should -Be 200
            Stop-AtlassianSandbox -Port $sandbox.Port
            { Invoke-Sandbox $sandbox "/admin/v1/orgs/$($sandbox.OrganizationId)" } | Should -Throw
        }
        finally {
            Close-Shell $shell
        }
    }
}
