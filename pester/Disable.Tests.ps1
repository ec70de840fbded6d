BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # What is asked again takes as long as seven attempts take: those run side by side, begun here and looked at last.
    $script:Cases = @{}
    function Start-Case {
        param([string] $Name, [hashtable[]] $Reply, [string] $Script)
        $case = @{ Server = Start-CannedServer $Reply; Shell = New-Shell }
        $case.Begun = Start-Shell $case.Shell "Connect-AtlassianOrganization -OrganizationId 'canned-1' -ApiKey `$Key -BaseUri `$Uri; $Script" @{ Key = New-Key; Uri = $case.Server.Uri }
        $script:Cases[$Name] = $case
    }
    $hangsUp = @{ Pattern = 'lifecycle/disable$'; HangsUp = $true }
    $accepts = @{ Pattern = 'lifecycle/disable$'; Status = 204 }
    $active = @{ Pattern = 'manage/profile'; Body = (Get-ProfileBody) }
    $activeOnce = $active + @{ Times = 1 }
    $inactive = @{ Pattern = 'manage/profile'; Body = (Get-ProfileBody -Status 'inactive') }
    $deactivated = @{ Pattern = 'directories/-/users/a1'; Body = '{"data":{"accountId":"a1","status":"deactivated"}}' }
    $hidden = @{ Pattern = 'manage/profile'; Status = 403; Body = '{"key":"forbidden"}' }
    $nowhere = @{ Pattern = 'directories/-/users/a1'; Status = 404; Body = '{"errors":[{"code":"ADMIN-UAM-404-1","detail":"One or more user not found in the directory"}]}' }
    Start-Case 'done' $hangsUp, $activeOnce, $inactive, $deactivated 'Disable-AtlassianUser a1 -PassThru'
    Start-Case 'not done' $hangsUp, $active 'Disable-AtlassianUser a1 -PassThru'
    Start-Case 'nobody knows' $hangsUp, $activeOnce, $hidden, $nowhere 'Disable-AtlassianUser a1 -PassThru'
    Start-Case 'said but not so' $accepts, $active 'Disable-AtlassianUser a1 -PassThru -Verify'
    Start-Case 'said but unreadable' $accepts, $activeOnce, $hidden, $nowhere 'Disable-AtlassianUser a1 -PassThru -Verify'
}

AfterAll {
    foreach ($case in $script:Cases.Values) {
        Close-Shell $case.Shell
        $case.Server.Dispose()
    }
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Disable-AtlassianUser' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        $script:Mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
    }

    Context 'what it sends' {
        It 'sends one request for an id, and returns nothing' {
            $script:returned = 'something'
            $sent = Get-Request { $script:returned = Disable-AtlassianUser $Mia }
            $sent | Should -HaveCount 1
            $sent | Should -Match '^POST /users/\{account_id\}/manage/lifecycle/disable -> 204 '
            $returned | Should -BeNullOrEmpty
            Get-Status $Mia | Should -Be 'deactivated'
        }

        It 'sends the message, and no other field' -ForEach @(
            @{ With = @{ Message = 'Left the company' }; Body = '{"message":"Left the company"}' }
            @{ With = @{}; Body = '{}' }
        ) {
            $server = Start-CannedServer @{ Pattern = 'lifecycle/disable$'; Status = 204 }
            try {
                Connect-CannedServer $server
                Disable-AtlassianUser 'a1' @With
                $server.Requests[-1].Line | Should -Be 'POST /users/a1/manage/lifecycle/disable'
                $server.Requests[-1].Body | Should -Be $Body
                $server.Requests[-1].Headers | Should -Match '(?m)^Content-Type: application/json'
            }
            finally {
                $server.Dispose()
            }
        }

        It 'escapes the id in the path' {
            $server = Start-CannedServer @{ Pattern = 'lifecycle/disable$'; Status = 204 }
            try {
                Connect-CannedServer $server
                Disable-AtlassianUser '557058:4f9acfd2-6155-419b-8de5-5b5cf27a59a0'
                $server.Requests[-1].Line | Should -Be 'POST /users/557058:4f9acfd2-6155-419b-8de5-5b5cf27a59a0/manage/lifecycle/disable'
            }
            finally {
                $server.Dispose()
            }
        }
    }

    Context 'the change object' {
        It 'has its properties in this order, and these values' {
            $change = Disable-AtlassianUser 'mia.active@example.com' -PassThru
            $change | Should -BeOfType 'AtlassianAdmin.Changes.Running.Change'
            $change.PSObject.Properties.Name | Select-Object -First 15 | Should -Be @(
                'Input', 'AccountId', 'Email', 'Name', 'Organization', 'Action', 'Target', 'Route', 'Outcome', 'Before', 'After', 'Verified', 'ErrorCode', 'Attempts', 'Duration')
            $change.Input | Should -BeExactly 'mia.active@example.com'
            $change.AccountId | Should -BeExactly $Mia
            $change.Email | Should -BeExactly 'mia.active@example.com'
            $change.Name | Should -BeExactly 'Mia Active'
            $change.Organization | Should -BeExactly 'Sandbox Company [sandbox]'
            $change.Action | Should -BeExactly 'Disable'
            $change.Route | Should -BeExactly 'Account'
            $change.Outcome | Should -Be 'Changed'
            $change.Target | Should -BeExactly 'account'
            $change.Before | Should -BeExactly 'active'
            $change.BeforeState.Status | Should -BeExactly 'active'
            $change.After | Should -BeNullOrEmpty
            $change.Verified | Should -BeNullOrEmpty
            $change.ErrorCode | Should -BeNullOrEmpty
            $change.Attempts | Should -Be 1
            $change.Duration | Should -BeOfType 'timespan'
            $change.Duration | Should -BeGreaterThan ([timespan]::Zero)
        }

        It 'reads the state back with -Verify' {
            $change = Disable-AtlassianUser $Mia -PassThru -Verify
            $change.Verified | Should -BeTrue
            "$($change.Before)" | Should -BeExactly 'active'
            "$($change.After)" | Should -BeExactly 'inactive'
            $change.Email | Should -BeExactly 'mia.active@example.com'
        }

        It 'reads back as well when nobody looks at the object' {
            Get-Request { Disable-AtlassianUser $Mia -Verify } | Select-Object -Last 1 | Should -Match '^GET '
        }

        It 'becomes a readable line of a CSV, which can be taken back' {
            $file = Join-Path $TestDrive 'results.csv'
            'mia.active@example.com', 'scim.managed@example.com', 'nobody@example.com' |
                Disable-AtlassianUser -PassThru -Verify -ErrorAction SilentlyContinue | Export-Csv $file -NoTypeInformation
            $rows = Import-Csv $file
            $rows.Input | Should -Be 'mia.active@example.com', 'scim.managed@example.com', 'nobody@example.com'
            $rows.Outcome | Should -Be 'Changed', 'Failed', 'Failed'
            $rows.Before | Should -Be 'active', 'active', ''
            $rows.After | Should -Be 'inactive', '', ''
            $rows.Verified | Should -Be 'True', '', ''
            $rows.ErrorCode | Should -Be '', 'ManagedByScim', 'IdentityNotFound'
            (Get-Content $file -TotalCount 1) -replace '"' | Should -BeLike 'Input,AccountId,Email,Name,Organization,Action,Target,Route,Outcome,Before,After,Verified,ErrorCode,Attempts,Duration*'

            $back = $rows | Where-Object Outcome -EQ 'Changed' | Enable-AtlassianUser -PassThru -Verify
            $back.Outcome | Should -Be 'Changed'
            Get-Status $Mia | Should -Be 'active'
        }

        It 'says in a line what it is' {
            "$(Disable-AtlassianUser 'mia.active@example.com' -PassThru)" | Should -Be 'Disable mia.active@example.com: Changed'
        }
    }

    Context 'what becomes of it' {
        It 'is AlreadyInState, and no error, when it already is so: <Who>' -ForEach @(
            @{ Who = 'already.disabled@example.com'; Note = 'disabled before' }
            @{ Who = 'scim.disabled@example.com'; Note = 'disabled, and the service would refuse to do it again' }
            @{ Who = 'export.blocked@example.com'; Note = 'disabled by law' }
        ) {
            $change = Disable-AtlassianUser $Who -PassThru -ErrorVariable errors -WarningVariable warnings
            $change.Outcome | Should -Be 'AlreadyInState' -Because $Note
            $change.Verified | Should -BeTrue
            $change.ErrorCode | Should -BeNullOrEmpty
            $change.Attempts | Should -Be 0
            "$($change.After)" | Should -Be 'inactive'
            $errors | Should -BeNullOrEmpty
            $warnings | Should -BeNullOrEmpty

            # And without anything read before: the refusal is looked into.
            Disable-AtlassianUser $Who -ErrorVariable errors
            $errors | Should -BeNullOrEmpty
        }

        It 'counts a pending deletion as disabled, with a warning' {
            $change = Disable-AtlassianUser 'pending.deletion@example.com' -PassThru -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable errors
            $change.Outcome | Should -Be 'AlreadyInState'
            "$($change.After)" | Should -Be 'for_deletion'
            $errors | Should -BeNullOrEmpty
            $warnings | Should -HaveCount 1
            $warnings[0].Message | Should -Match 'pending\.deletion@example\.com.*deletion'
            Get-Status 'pending.deletion@example.com' | Should -Be 'for_deletion'
        }

        It 'is AlreadyInState after a 409, when the state is as wanted' {
            $server = Start-CannedServer @(
                @{ Pattern = 'lifecycle/disable$'; Status = 409; Body = '{"key":"conflict.lifecycleErrors","context":{"message":"is inactive"}}' }
                @{ Pattern = 'GET /users/a1/manage/profile'; Body = (Get-ProfileBody -Status 'inactive') }
                @{ Pattern = 'directories/-/users/a1'; Body = '{"data":{"accountId":"a1","accountStatus":"inactive","status":"deactivated"}}' }
            )
            try {
                Connect-CannedServer $server
                Disable-AtlassianUser 'a1' -ErrorVariable errors
                $errors | Should -BeNullOrEmpty
                (Get-AtlassianChange -Last).Outcome | Should -Be 'AlreadyInState'
                (Get-AtlassianChange -Last).Verified | Should -BeTrue
            }
            finally {
                $server.Dispose()
            }
        }

        It 'is Conflict after a 409, when the state is another one' {
            $server = Start-CannedServer @(
                @{ Pattern = 'lifecycle/disable$'; Status = 409; Body = '{"key":"conflict.lifecycleErrors","context":{"message":"not now"}}' }
                @{ Pattern = 'GET /users/a1/manage/profile'; Body = (Get-ProfileBody) }
            )
            try {
                Connect-CannedServer $server
                Disable-AtlassianUser 'a1' -ErrorAction SilentlyContinue -ErrorVariable errors
                $errors | Get-Code | Should -Be 'Conflict'
                "$((Get-AtlassianChange -Last).Before)" | Should -Be 'active'
            }
            finally {
                $server.Dispose()
            }
        }

        It 'is Skipped when the question is answered with no' {
            $screen = [AtlassianAdmin.Pester.TestHost]::new()
            $screen.Screen.WillAnswer('No')
            $shell = New-Shell $screen
            try {
                $change = Invoke-Shell $shell 'Connect-AtlassianOrganization -Sandbox; Disable-AtlassianUser mia.active@example.com -Confirm -PassThru'
                $change.Outcome | Should -Be 'Skipped'
                $change.ErrorCode | Should -BeNullOrEmpty
                $shell.Streams.Error | Should -BeNullOrEmpty
                (Invoke-Shell $shell 'Get-AtlassianUser mia.active@example.com').Status | Should -Be 'active'
            }
            finally {
                Close-Shell $shell
            }
        }

        It 'is WhatIf with -WhatIf' {
            (Disable-AtlassianUser $Mia -WhatIf -PassThru).Outcome | Should -Be 'WhatIf'
            Get-Status $Mia | Should -Be 'active'
        }

        It 'names every outcome that there is' {
            [enum]::GetNames([AtlassianAdmin.Changes.Running.ChangeOutcome]) | Should -Be 'Changed', 'AlreadyInState', 'Skipped', 'Failed', 'WhatIf', 'Unknown'
        }
    }

    Context 'refusals' {
        BeforeDiscovery {
            $refusals = @(
                @{ Who = 'scim.managed@example.com'; Code = 'ManagedByScim'; Category = 'PermissionDenied'; Next = 'identity provider'; Status = 403; Key = 'forbidden.action' }
                @{ Who = 'google.managed@example.com'; Code = 'ManagedByGoogle'; Category = 'PermissionDenied'; Next = 'Google Admin console'; Status = 403; Key = 'forbidden.action' }
                @{ Who = 'admin@example.com'; Code = 'NotAllowedOnSelf'; Category = 'PermissionDenied'; Next = 'another organization admin'; Status = 403; Key = 'forbidden.action' }
                @{ Who = 'contractor@example.net'; Code = 'AccountNotManaged'; Category = 'PermissionDenied'; Next = 'Test-AtlassianConnection'; Status = 403; Key = 'forbidden' }
                @{ Who = 'unverified@example.com'; Code = 'AccountNotVerified'; Category = 'PermissionDenied'; Next = 'verification e-mail'; Status = 403; Key = 'forbidden.targetUnverified' }
                @{ Who = 'closed.account@example.com'; Code = 'AccountClosed'; Category = 'InvalidOperation'; Next = 'Invite'; Status = 0; Key = $null }
                @{ Who = 'nobody@example.com'; Code = 'IdentityNotFound'; Category = 'ObjectNotFound'; Next = 'Get-AtlassianUser -SearchTerm'; Status = 0; Key = $null }
                @{ Who = '557058:00000000-0000-0000-0000-000000000000'; Code = 'AccountNotFound'; Category = 'ObjectNotFound'; Next = 'Get-AtlassianUser'; Status = 404; Key = 'accountNotFound' }
                @{ Who = 'not/an/id'; Code = 'InvalidIdentity'; Category = 'InvalidArgument'; Next = 'account id such as'; Status = 0; Key = $null }
            )
        }

        It 'tells of <Who>: <Code>, who is meant, and what comes next' -ForEach $refusals {
            $change = $Who | Disable-AtlassianUser -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Should -HaveCount 1
            $record = $errors[0]
            $record.FullyQualifiedErrorId | Should -BeExactly "$Code,AtlassianAdmin.Commands.Accounts.DisableAtlassianUserCommand"
            $record.CategoryInfo.Category | Should -Be $Category
            $record.CategoryInfo.Activity | Should -Be 'Disable-AtlassianUser'
            $record.CategoryInfo.TargetName | Should -Be $Who
            $record.TargetObject | Should -Be $Who
            $record.Exception.Message | Should -Match ([regex]::Escape($Who))
            $record | Get-Sentence | Should -BeExactly $record.Exception.Message
            $record.ErrorDetails.RecommendedAction | Should -Match $Next
            $record.Exception | Should -BeOfType 'AtlassianAdmin.Client.Errors.AdminException'
            $record.Exception.Code | Should -BeExactly $Code

            $change.Outcome | Should -Be 'Failed'
            $change.Input | Should -BeExactly $Who
            $change.ErrorCode | Should -BeExactly $Code
            $change.ErrorMessage | Should -BeExactly $record.Exception.Message
            $change.RecommendedAction | Should -BeExactly $record.ErrorDetails.RecommendedAction
        }

        It 'tells the same when nothing was read before: <Who>' -ForEach $refusals {
            Disable-AtlassianUser $Who -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be $Code
            if ($Status) {
                $errors[0].Exception.HttpStatus | Should -Be $Status
                $errors[0].Exception.ServiceKey | Should -BeExactly $Key
                $errors[0].Exception.RequestId | Should -Not -BeNullOrEmpty
                $errors[0].Exception.Attempts | Should -Be 1
            }
        }

        It 'names the organization and the domain question where the account is not managed' {
            Disable-AtlassianUser 'contractor@example.net' -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors[0].ErrorDetails.Message | Should -Match 'domain'
            $errors[0].ErrorDetails.Message | Should -Match 'belongs to another organization'
        }
    }

    Context 'many people' {
        It 'goes on after every failure, and keeps the order' {
            $list = 'nobody@example.com', 'mia.active@example.com', '', 'scim.managed@example.com', 'many.tokens@example.com', 'a b', 'alex.kim@example.org'
            $changes = $list | Disable-AtlassianUser -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
            $changes.Outcome | Should -Be 'Failed', 'Changed', 'Failed', 'Failed', 'Changed', 'Failed', 'Changed'
            $changes.Input | Should -Be $list
            $errors.TargetObject | Should -Be 'nobody@example.com', '', 'scim.managed@example.com', 'a b'
            foreach ($person in 'mia.active@example.com', 'many.tokens@example.com', 'alex.kim@example.org') {
                Get-Status $person | Should -Be 'deactivated'
            }
        }

        It 'changes an account that is listed twice once, by whatever it is named' {
            $script:changes = $null
            $sent = Get-Request {
                $script:changes = $Mia, 'alex.kim@example.com', 'mia.active@example.com', [pscustomobject]@{ AccountId = $Mia } | Disable-AtlassianUser -PassThru
            }
            $changes.Outcome | Should -Be 'Changed', 'Changed', 'AlreadyInState', 'AlreadyInState'
            $changes.AccountId[0, 2, 3] | Should -Be $Mia, $Mia, $Mia
            @($sent -match '^POST .*lifecycle/disable') | Should -HaveCount 2
        }

        It 'runs what concerns one account in input order' {
            for ($round = 0; $round -lt 10; $round++) {
                $steps = @(1..12 | ForEach-Object { $Mia })
                $steps | Disable-AtlassianUser -PassThru | ForEach-Object Outcome | Should -Be (@('Changed') + @('AlreadyInState') * 11)
                Enable-AtlassianUser $Mia
            }
        }

        It 'ends with the first error under -ErrorAction Stop' {
            { 'nobody@example.com', 'mia.active@example.com' | Disable-AtlassianUser -ErrorAction Stop } | Should -Throw -ErrorId 'IdentityNotFound,*'
            $Error[0].TargetObject | Should -Be 'nobody@example.com'
            @(Get-AtlassianChange -Last).Input | Should -Be 'nobody@example.com', 'mia.active@example.com'
        }

        It 'is quiet under -ErrorAction SilentlyContinue, and -ErrorVariable has every error' {
            $all = 'nobody@example.com', 'scim.managed@example.com' | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors 2>&1
            $all | Should -BeNullOrEmpty
            $errors | Get-Code | Should -Be 'IdentityNotFound', 'ManagedByScim'
        }

        It 'writes errors to the error stream, between the change objects' {
            $all = 'nobody@example.com', 'mia.active@example.com' | Disable-AtlassianUser -PassThru -ErrorAction Continue 2>&1
            $all | ForEach-Object { $_.GetType().Name } | Should -Be 'Change', 'ErrorRecord', 'Change'
        }

        It 'does not wait for the end of a long list, nor take it all in: never more than two windows of 200 are under way' {
            $script:produced = 0
            $script:written = 0
            $script:mostAhead = 0
            Get-AtlassianUser | ForEach-Object { $_; $_; $_; $_ } | ForEach-Object { $script:produced++; $_ } | Disable-AtlassianUser -WhatIf -PassThru -WarningAction SilentlyContinue | ForEach-Object {
                $script:mostAhead = [Math]::Max($script:mostAhead, $script:produced - $script:written)
                $script:written++
            }
            $mostAhead | Should -BeGreaterOrEqual 200
            $mostAhead | Should -BeLessOrEqual 400
            $written | Should -Be 1000
        }

        It 'takes nobody as nothing to do' {
            @() | Disable-AtlassianUser -PassThru | Should -BeNullOrEmpty
            Get-AtlassianChange -Last | Should -BeNullOrEmpty
        }
    }
}

Describe 'Disable-AtlassianUser with 450 people over HTTP' {
    BeforeAll {
        $script:Sandbox = Start-AtlassianSandbox -UserCount 600 -LatencyMilliseconds 3
        Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri -ThrottleLimit 16
        $script:People = @(Get-AtlassianUser | Select-Object -Skip 20 -First 450)
        # Half by id, half by e-mail, shuffled the same way each time.
        $script:List = $index = 0
        $script:List = @($People | Sort-Object AccountId | ForEach-Object { if ($index++ % 2) { $_.Email } else { $_.AccountId } })
        $script:Sent = Get-Request { $script:Changes = @($List | Disable-AtlassianUser -PassThru -ErrorAction SilentlyContinue) }
    }

    AfterAll {
        Disconnect-AtlassianOrganization
        Stop-AtlassianSandbox $Sandbox
    }

    It 'returns one change for each, in input order' {
        $Changes | Should -HaveCount 450
        $Changes.Input | Should -Be $List
    }

    It 'works in windows of at most 200, and asks for e-mail addresses by 100' {
        # 100 + 100 + 25 addresses by three windows; all of them are known.
        @($Sent -match 'users/search') | Should -HaveCount 3
    }

    It 'leaves nobody active whom it says it changed' {
        $changed = @($Changes | Where-Object Outcome -EQ 'Changed')
        $changed.Count | Should -BeGreaterThan 300
        @($changed | Get-AtlassianUser | Where-Object Status -NE 'deactivated') | Should -BeNullOrEmpty
        @($Changes | Where-Object { $_.Outcome -notin 'Changed', 'AlreadyInState', 'Failed' }) | Should -BeNullOrEmpty
    }

    It 'has a code for each that failed' {
        $failed = @($Changes | Where-Object Outcome -EQ 'Failed')
        $failed.Count | Should -BeGreaterThan 10
        $failed | Where-Object { -not $_.ErrorCode } | Should -BeNullOrEmpty
    }
}

Describe 'A key that is refused' {
    AfterEach {
        Disconnect-AtlassianOrganization -All
        $script:Server.Dispose()
    }

    It 'midway is told once, and nothing more is sent' {
        $script:Server = Start-CannedServer @(
            @{ Pattern = 'lifecycle/disable$'; Times = 3; Status = 204 }
            @{ Pattern = '^(POST|GET) /users/'; Status = 401; Body = '{"code":401,"message":"Unauthorized"}' }
        )
        Connect-CannedServer $Server @{ ThrottleLimit = 1 }
        $people = 1..230 | ForEach-Object { 'a{0}' -f $_ }
        $people | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'KeyRejected'
        $errors[0].TargetObject | Should -Be 'a4'
        $changes = Get-AtlassianChange -Last
        $changes | Should -HaveCount 230
        $changes.Outcome[0..4] | Should -Be 'Changed', 'Changed', 'Changed', 'Failed', 'Skipped'
        @($changes | Where-Object Outcome -EQ 'Skipped') | Should -HaveCount 226
        @($changes[-1].ErrorCode) | Should -Be 'KeyRejected'
        @($Server.Requests | Where-Object Line -Match 'lifecycle/disable') | Should -HaveCount 4
    }

    It 'midway leaves a list to go on with: with a new key, everybody who is left is sent, and nobody twice' {
        $script:Server = Start-CannedServer @(
            @{ Pattern = 'lifecycle/disable$'; Times = 150; Status = 204 }
            @{ Pattern = 'lifecycle/disable$'; Times = 1; Status = 401; Body = '{"code":401,"message":"Unauthorized"}' }
            @{ Pattern = 'lifecycle/disable$'; Status = 204 }
        )
        Connect-CannedServer $Server @{ ThrottleLimit = 1 }
        1..500 | ForEach-Object { 'a{0}' -f $_ } | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'KeyRejected'
        Connect-CannedServer $Server @{ ThrottleLimit = 1 }
        $rest = Get-AtlassianChange -Last | Where-Object ErrorCode -EQ KeyRejected | Disable-AtlassianUser -ErrorVariable errors
        $rest | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
        @(Get-AtlassianChange -Last | Where-Object Outcome -EQ Changed) | Should -HaveCount 350
        $sent = @($Server.Requests | Where-Object Line -Match 'lifecycle/disable' | ForEach-Object { if ($_.Line -match '/users/(a\d+)/') { $Matches[1] } })
        # The one that the old key was refused for is asked for again; nobody else is.
        $sent | Should -HaveCount 501
        $sent | Select-Object -Unique | Should -HaveCount 500
        @($sent | Where-Object { $_ -eq 'a151' }) | Should -HaveCount 2
    }

    It 'while people are looked up is told once' {
        $script:Server = Start-CannedServer @{ Pattern = 'users/search'; Status = 401; Body = '{"code":401,"message":"Unauthorized"}' }
        Connect-CannedServer $Server
        $people = 1..230 | ForEach-Object { 'a{0}@example.com' -f $_ }
        $people | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'KeyRejected'
        $changes = Get-AtlassianChange -Last
        $changes[0].Outcome | Should -Be 'Failed'
        @($changes | Where-Object { $_.Outcome -eq 'Skipped' -and $_.ErrorCode -eq 'KeyRejected' }) | Should -HaveCount 229
        $Server.Requests.Line | Should -Not -Match 'lifecycle'
    }

    It 'because it has scopes is told once' {
        $script:Server = Start-CannedServer @{ Pattern = '^(POST|GET) /users/'; Status = 403; Body = '{"key":"forbidden.insufficientScope","context":"Error: Insufficient scope"}' }
        Connect-CannedServer $Server @{ ThrottleLimit = 1 }
        1..20 | ForEach-Object { 'a{0}' -f $_ } | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'KeyHasScopes'
        @($Server.Requests | Where-Object Line -Match 'lifecycle/disable') | Should -HaveCount 1
    }
}

Describe 'A key that is refused to readers' {
    BeforeAll {
        $script:People = 1..230 | ForEach-Object { 'a{0}' -f $_ }
        $script:Unauthorized = '{"code":401,"message":"Unauthorized"}'
    }

    AfterEach {
        Disconnect-AtlassianOrganization -All
        $script:Server.Dispose()
    }

    It 'is told once by <Cmdlet>, with how many were not read, and asked no more' -ForEach @(
        @{ Cmdlet = 'Get-AtlassianUserPermission' }
        @{ Cmdlet = 'Get-AtlassianUserProfile' }
        @{ Cmdlet = 'Get-AtlassianUserToken' }
        @{ Cmdlet = 'Get-AtlassianUser' }
        @{ Cmdlet = 'Get-AtlassianUserActivity' }
        @{ Cmdlet = 'Get-AtlassianUserRole' }
    ) {
        $script:Server = Start-CannedServer @{ Pattern = 'users/'; Status = 401; Body = $Unauthorized }
        Connect-CannedServer $Server @{ ThrottleLimit = 1 }
        $People | & $Cmdlet -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'KeyRejected'
        $errors[0].TargetObject | Should -Be 'a1'
        $errors[0] | Get-Sentence | Should -Match ' 229 more people were not read for the same reason\.$'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'Create an API key'
        # The other one is what Connect asks to find out about scopes.
        @($Server.Requests | Where-Object Line -Match 'users/a\d') | Should -HaveCount 1
    }

    It 'midway is told once, and who was read before is written' {
        $script:Server = Start-CannedServer @(
            @{ Pattern = '/profile$'; Times = 3; Body = Get-ProfileBody }
            @{ Pattern = '/profile$'; Status = 401; Body = $Unauthorized }
        )
        Connect-CannedServer $Server @{ ThrottleLimit = 1 }
        $found = @($People | Get-AtlassianUserProfile -ErrorAction SilentlyContinue -ErrorVariable errors)
        $found | Should -HaveCount 3
        $errors | Get-Code | Should -Be 'KeyRejected'
        $errors[0].TargetObject | Should -Be 'a4'
        $errors[0] | Get-Sentence | Should -Match ' 226 more people were'
        @($Server.Requests | Where-Object Line -Match '/profile') | Should -HaveCount 4
    }

    It 'while people are looked up is told once' {
        $script:Server = Start-CannedServer @{ Pattern = 'users/search'; Status = 401; Body = $Unauthorized }
        Connect-CannedServer $Server
        $People | ForEach-Object { "$_@example.com" } | Get-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'KeyRejected'
        $errors[0].TargetObject | Should -Be 'a1@example.com'
        # A hundred at a time, and not each of them alone.
        @($Server.Requests | Where-Object Line -Match 'users/search').Count | Should -BeLessOrEqual 3
    }

    It 'because it lacks a scope is told once, of one person without a number' {
        $script:Server = Start-CannedServer @{ Pattern = '/users/'; Status = 401; Body = '{"errors":[{"id":"1","code":"ADMIN-401-2","status":"401","title":"INSUFFICIENT_SCOPE"}]}' }
        Connect-CannedServer $Server @{ ThrottleLimit = 1 }
        $People | Get-AtlassianUserActivity -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'KeyLacksScope'
        Get-AtlassianUserActivity 'a1' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors[0] | Get-Sentence | Should -Not -Match 'more'
        @($Server.Requests | Where-Object Line -Match '/users/a\d') | Should -HaveCount 2
    }

    It 'is not what a refusal of one person is' {
        $script:Server = Start-CannedServer @{ Pattern = '/users/a2/'; Status = 403; Body = '{"key":"forbidden","context":"Error: Forbidden"}' }, @{ Pattern = '/profile$'; Body = Get-ProfileBody }
        Connect-CannedServer $Server
        $found = @('a1', 'a2', 'a3' | Get-AtlassianUserProfile -ErrorAction SilentlyContinue -ErrorVariable errors)
        $found | Should -HaveCount 2
        $errors | Should -HaveCount 1
        $errors[0].TargetObject | Should -Be 'a2'
    }
}

Describe 'Answers that prove nothing' {
    It 'an accepted change that reading back does not show is Unknown, and says to read again' {
        $change = $Cases['said but not so'].Begun | Wait-Shell
        $change.Outcome | Should -Be 'Unknown'
        $change.Verified | Should -BeFalse
        $change.ErrorCode | Should -Be 'VerificationFailed'
        "$($change.After)" | Should -Be 'active'
        $change.RecommendedAction | Should -Match 'before repeating'
        $Cases['said but not so'].Shell.Streams.Error | Get-Code | Should -Be 'VerificationFailed'
        @($Cases['said but not so'].Server.Requests | Where-Object Line -Match 'lifecycle') | Should -HaveCount 1
    }

    It 'a change answered by far too much is sent once, and read back' {
        $server = Start-CannedServer @{ Pattern = 'lifecycle'; FloodBytes = 200MB }, @{ Pattern = '/profile$'; Body = Get-ProfileBody -Status 'inactive' }, @{ Pattern = 'directories/-/users/a1'; Body = '{"data":{"accountId":"a1","status":"deactivated"}}' }
        try {
            Connect-CannedServer $server
            Disable-AtlassianUser 'a1'
            $change = Get-AtlassianChange -Last
            $change.Outcome | Should -Be 'Changed'
            $change.Verified | Should -BeTrue
            $change.Attempts | Should -Be 1
            @($server.Requests | Where-Object Line -Match 'lifecycle') | Should -HaveCount 1
        }
        finally {
            Disconnect-AtlassianOrganization
            $server.Dispose()
        }
    }

    It 'an accepted change that cannot be read back is Unknown' {
        $change = $Cases['said but unreadable'].Begun | Wait-Shell
        $change.Outcome | Should -Be 'Unknown'
        $change.Verified | Should -BeNullOrEmpty
        $change.ErrorCode | Should -Be 'AccountNotManaged'
    }

    It 'a change without an answer is Changed, when reading shows that it was made' {
        $change = $Cases['done'].Begun | Wait-Shell
        $change.Outcome | Should -Be 'Changed'
        $change.Verified | Should -BeTrue
        "$($change.Before)" | Should -Be 'active'
        "$($change.After)" | Should -Be 'inactive'
        $Cases['done'].Shell.Streams.Error | Should -BeNullOrEmpty
    }

    It 'a change without an answer is Failed, when reading shows that it was not made' {
        $change = $Cases['not done'].Begun | Wait-Shell
        $change.Outcome | Should -Be 'Failed'
        $change.ErrorCode | Should -Be 'NetworkFailure'
        $change.Attempts | Should -Be 7
        $change.Verified | Should -BeFalse
        $Cases['not done'].Shell.Streams.Error | Get-Code | Should -Be 'NetworkFailure'
        @($Cases['not done'].Server.Requests | Where-Object Line -Match 'lifecycle') | Should -HaveCount 7
    }

    It 'a change without an answer is Unknown, when the state cannot be read' {
        $change = $Cases['nobody knows'].Begun | Wait-Shell
        $change.Outcome | Should -Be 'Unknown'
        $change.ErrorCode | Should -Be 'NetworkFailure'
        $change.Attempts | Should -Be 7
    }
}
