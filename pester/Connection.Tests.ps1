BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Connect-AtlassianOrganization' {
    BeforeAll {
        $script:Sandbox = Start-AtlassianSandbox -UserCount 20
        $script:There = @{ OrganizationId = $Sandbox.OrganizationId; BaseUri = $Sandbox.Uri }
    }

    AfterEach {
        Disconnect-AtlassianOrganization -All
    }

    Context 'what it returns' {
        It 'returns nothing unless it is asked to' {
            Connect-AtlassianOrganization -Sandbox | Should -BeNullOrEmpty
        }

        It 'returns the connection with -PassThru' {
            $connection = Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -Name 'first' -ThrottleLimit 3 -MaxWaitSeconds 60 -MaxChanges 7 -ReadOnly -PassThru
            $connection | Should -BeOfType 'AtlassianAdmin.Session.AtlassianConnection'
            $connection.Name | Should -Be 'first'
            $connection.OrganizationId | Should -Be $Sandbox.OrganizationId
            $connection.OrganizationName | Should -Be 'Sandbox Company'
            $connection.BaseUri | Should -Be $Sandbox.Uri
            $connection.KeySource | Should -Be '-ApiKey'
            $connection.KeyShape | Should -Be 'AdminKey'
            $connection.ThrottleLimit | Should -Be 3
            $connection.MaxWaitSeconds | Should -Be 60
            $connection.MaxChanges | Should -Be 7
            $connection.PeopleChanged | Should -Be 0
            $connection.ReadOnly | Should -BeTrue
            $connection.IsSandbox | Should -BeFalse
            $connection.IsClosed | Should -BeFalse
        }

        It 'says so where the organization is simulated' {
            $connection = Connect-AtlassianOrganization -Sandbox -PassThru
            $connection.IsSandbox | Should -BeTrue
            $connection.DisplayName | Should -Be 'Sandbox Company [sandbox]'
            (Disable-AtlassianUser 'mia.active@example.com' -PassThru).Organization | Should -Be 'Sandbox Company [sandbox]'
        }

        It 'makes the organization that -UserCount and -Seed ask for' {
            Connect-AtlassianOrganization -Sandbox -UserCount 30 -Seed 5
            $first = @(Get-AtlassianUser | ForEach-Object AccountId)
            Connect-AtlassianOrganization -Sandbox -UserCount 30 -Seed 5
            $again = @(Get-AtlassianUser | ForEach-Object AccountId)
            Connect-AtlassianOrganization -Sandbox -UserCount 30 -Seed 6
            $other = @(Get-AtlassianUser | ForEach-Object AccountId)
            $first | Should -HaveCount 30
            $again | Should -Be $first
            $other | Should -Not -Be $first
        }
    }

    Context 'where the key comes from' {
        It 'takes a SecureString without a word' {
            Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -BeNullOrEmpty
            (Get-AtlassianOrganization).OrganizationId | Should -Be $Sandbox.OrganizationId
        }

        It 'takes a plain string, and warns once in a session' {
            $shell = New-Shell
            try {
                $with = @{ There = $There; Key = ConvertFrom-Key $Sandbox.ApiKey }
                Invoke-Shell $shell 'Connect-AtlassianOrganization @There -ApiKey $Key; (Get-AtlassianOrganization).Name' $with | Should -Be 'Sandbox Company'
                $shell.Streams.Warning | Should -HaveCount 1
                $shell.Streams.Warning[0].Message | Should -Match 'plain text'
                [void](Invoke-Shell $shell 'Connect-AtlassianOrganization @There -ApiKey $Key' $with)
                $shell.Streams.Warning | Should -HaveCount 0
            }
            finally {
                Close-Shell $shell
            }
        }

        It 'takes the password of a credential, and its user name when that is an organization id' {
            $credential = New-Object pscredential $Sandbox.OrganizationId, $Sandbox.ApiKey
            $connection = Connect-AtlassianOrganization -Credential $credential -BaseUri $Sandbox.Uri -PassThru
            $connection.OrganizationId | Should -Be $Sandbox.OrganizationId
            $connection.KeySource | Should -Be '-Credential'
        }

        It 'leaves the user name of a credential alone when an organization is named, or when it is no id' {
            $credential = New-Object pscredential 'automation', $Sandbox.ApiKey
            (Connect-AtlassianOrganization @There -Credential $credential -PassThru).OrganizationId | Should -Be $Sandbox.OrganizationId
        }

        It 'takes an environment variable' {
            $env:ATLASSIANADMIN_PESTER_KEY = ConvertFrom-Key $Sandbox.ApiKey
            try {
                $connection = Connect-AtlassianOrganization @There -ApiKeyEnvironmentVariable 'ATLASSIANADMIN_PESTER_KEY' -PassThru
                $connection.KeySource | Should -Be 'environment variable ATLASSIANADMIN_PESTER_KEY'
                (Get-AtlassianUser 'mia.active@example.com').Name | Should -Be 'Mia Active'
            }
            finally {
                Remove-Item env:ATLASSIANADMIN_PESTER_KEY
            }
        }

        It 'fails when the environment variable is not there' {
            { Connect-AtlassianOrganization @There -ApiKeyEnvironmentVariable 'NO_SUCH_VARIABLE_HERE' } |
                Should -Throw -ErrorId 'KeyMissing,*' -ExpectedMessage '*NO_SUCH_VARIABLE_HERE*'
        }

        It 'keeps the key of the caller alive: a SecureString can be used again after Disconnect' {
            $key = $Sandbox.ApiKey
            Connect-AtlassianOrganization @There -ApiKey $key
            Disconnect-AtlassianOrganization
            Connect-AtlassianOrganization @There -ApiKey $key
            (Get-AtlassianOrganization).OrganizationId | Should -Be $Sandbox.OrganizationId
        }
    }

    Context 'which organization' {
        BeforeAll {
            $script:Servers = @()
        }

        AfterAll {
            $script:Servers | ForEach-Object Dispose
        }

        It 'says where to find the id when the key sees none, as it often does' {
            { Connect-AtlassianOrganization -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri } | Should -Throw -ErrorId 'OrganizationNotFound,*'
            $Error[0].ErrorDetails.RecommendedAction | Should -Match 'admin\.atlassian\.com/o/'
        }

        It 'discovers the only one that the key sees' {
            $script:Servers += $server = Start-CannedServer @{ Pattern = '^GET /admin/v1/orgs$'; Body = '{"data":[{"id":"canned-1","type":"orgs","attributes":{"name":"Canned Company"}}],"links":{}}' }
            $connection = Connect-AtlassianOrganization -ApiKey (New-Key) -BaseUri $server.Uri -PassThru
            $connection.OrganizationId | Should -Be 'canned-1'
            $connection.DisplayName | Should -Be 'Canned Company'
        }

        It 'names them when there are several, and chooses none' {
            $script:Servers += $server = Start-CannedServer @{ Pattern = '^GET /admin/v1/orgs$'; Body = '{"data":[{"id":"canned-1","attributes":{"name":"One"}},{"id":"canned-2","attributes":{"name":"Two"}}],"links":{}}' }
            { Connect-AtlassianOrganization -ApiKey (New-Key) -BaseUri $server.Uri } |
                Should -Throw -ErrorId 'OrganizationNotFound,*' -ExpectedMessage '*canned-1 One*canned-2 Two*'
            Get-AtlassianConnection | Should -BeNullOrEmpty
        }
    }

    Context 'the probe' {
        It 'fails for a key that the gateway turns away: <Property>' -ForEach @(
            @{ Property = 'ExpiredApiKey'; Code = 'KeyRejected' }
            @{ Property = 'PersonalToken'; Code = 'PersonalTokenUsed' }
        ) {
            { Connect-AtlassianOrganization @There -ApiKey $Sandbox.$Property } | Should -Throw -ErrorId "$Code,*"
            Get-AtlassianConnection | Should -BeNullOrEmpty
        }

        It 'only warns about anything else: another organization''s key' {
            Connect-AtlassianOrganization @There -ApiKey $Sandbox.OtherOrganizationApiKey -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -HaveCount 1
            $warnings[0].Message | Should -Match 'no such organization'
            Get-AtlassianConnection | Should -HaveCount 1
        }

        It 'connects with a scoped key, which may read the organization, and says at the first change what it cannot do' {
            Connect-AtlassianOrganization @There -ApiKey $Sandbox.ScopedApiKey
            (Get-AtlassianOrganization).Name | Should -Be 'Sandbox Company'
            Disable-AtlassianUser 'mia.active@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'KeyHasScopes'
        }

        It 'sends one request' {
            Get-Request { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey } | Should -Match '^GET /admin/v1/orgs/\{orgId\} -> 200 '
        }
    }

    Context 'a connection that fails' {
        BeforeEach {
            Connect-AtlassianOrganization -Sandbox -Name 'before'
            (Get-AtlassianUser 'mia.active@example.com').Name | Should -Be 'Mia Active'
        }

        It 'leaves none: <Why>' -ForEach @(
            @{ Why = 'a key that is turned away'; Id = 'KeyRejected,*'; Connect = { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ExpiredApiKey } }
            @{ Why = 'somebody to protect who cannot be found'; Id = 'IdentityNotFound,*'; Connect = { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -ProtectedIdentity 'nobody@example.com' } }
            @{ Why = 'nobody where somebody was to be protected'; Id = 'InvalidIdentity,*'; Connect = { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -ProtectedIdentity $notSet } }
            @{ Why = 'http to another machine'; Id = 'InsecureAddress,*'; Connect = { Connect-AtlassianOrganization -OrganizationId 'x' -ApiKey $Sandbox.ApiKey -BaseUri 'http://admin.example.com' } }
            @{ Why = 'an organization that is not set'; Id = 'OrganizationNotFound,*'; Connect = { Connect-AtlassianOrganization -OrganizationId $notSet -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri } }
            @{ Why = 'a blank organization'; Id = 'OrganizationNotFound,*'; Connect = { Connect-AtlassianOrganization -OrganizationId ' ' -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri } }
            @{ Why = 'a key that is not set'; Id = 'KeyMissing,*'; Connect = { Connect-AtlassianOrganization @There -ApiKey $notSet } }
            @{ Why = 'an empty key'; Id = 'KeyMissing,*'; Connect = { Connect-AtlassianOrganization @There -ApiKey (New-Object securestring) } }
            @{ Why = 'a credential that is not set'; Id = 'KeyMissing,*'; Connect = { Connect-AtlassianOrganization @There -Credential $notSet } }
            @{ Why = 'an environment variable without a name'; Id = 'KeyMissing,*'; Connect = { Connect-AtlassianOrganization @There -ApiKeyEnvironmentVariable $notSet } }
            @{ Why = 'a secret without a name'; Id = 'KeyMissing,*'; Connect = { Connect-AtlassianOrganization @There -SecretName $notSet } }
            @{ Why = 'no place for a request'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -ThrottleLimit 0 } }
            @{ Why = 'a throttle that is no number'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -ThrottleLimit 'many' } }
            @{ Why = 'a wait of less than nothing'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -MaxWaitSeconds -1 } }
            @{ Why = 'less than no changes'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -MaxChanges -1 } }
            @{ Why = 'a limit of changes that is not set'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -MaxChanges $notSet } }
            @{ Why = 'a blank limit of changes'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -MaxChanges ' ' } }
            @{ Why = 'more changes than can be counted'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -MaxChanges 99999999999 } }
            @{ Why = 'a sandbox without people'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -UserCount 0 } }
            @{ Why = 'a seed that is no number'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization -Sandbox -Seed 'wheat' } }
            @{ Why = 'an address that is none'; Id = 'InsecureAddress,*'; Connect = { Connect-AtlassianOrganization -OrganizationId 'x' -ApiKey $Sandbox.ApiKey -BaseUri 'http://[' } }
            @{ Why = 'a proxy that is no address'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -Proxy 'http://[' } }
            @{ Why = 'a proxy without a scheme'; Id = 'ParameterOutOfRange,*'; Connect = { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -Proxy 'proxy' } }
            @{ Why = 'an account to protect that does not exist'; Id = 'AccountNotFound,*'; Connect = { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey -ProtectedIdentity '557058:00000000-0000-0000-0000-000000000000' } }
            @{ Why = 'a vault without a name'; Id = 'VaultNotFound,*'; Connect = { Connect-AtlassianOrganization @There -SecretName 'x' -Vault $notSet } }
        ) {
            $notSet = $null
            $Connect | Should -Throw -ErrorId $Id

            { Get-AtlassianUser 'mia.active@example.com' } | Should -Throw -ErrorId 'NotConnected,*'
            { Disable-AtlassianUser 'mia.active@example.com' -Confirm:$false } | Should -Throw -ErrorId 'NotConnected,*'
            Get-AtlassianConnection -Current | Should -BeNullOrEmpty
        }

        It 'says which values a parameter takes' {
            { Connect-AtlassianOrganization -Sandbox -ThrottleLimit 257 } | Should -Throw -ExpectedMessage '-ThrottleLimit *from 1 to 256, not 257.'
            { Connect-AtlassianOrganization -Sandbox -MaxChanges 'x' } | Should -Throw -ExpectedMessage '-MaxChanges *takes a whole number from 0.'
        }

        It 'leaves the one before where PowerShell cannot even read the line' {
            { Connect-AtlassianOrganization -Sandbox -NoSuchParameter } | Should -Throw -ErrorId 'NamedParameterNotFound,*'
            (Get-AtlassianConnection -Current).Name | Should -Be 'before'
        }

        It 'leaves the others open for those who name them' {
            { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ExpiredApiKey } | Should -Throw
            (Get-AtlassianUser 'mia.active@example.com' -Connection 'before').Name | Should -Be 'Mia Active'
        }
    }

    Context 'addresses' {
        It 'refuses to send a key in the open: <Address>' -ForEach @(
            @{ Address = 'http://api.atlassian.com/' }
            @{ Address = 'http://10.0.0.1/' }
            @{ Address = 'http://localhost.example.com/' }
            @{ Address = 'ftp://localhost/' }
        ) {
            { Connect-AtlassianOrganization -OrganizationId 'x' -ApiKey (New-Key) -BaseUri $Address } | Should -Throw -ErrorId 'InsecureAddress,*'
        }

        It 'takes http to this machine by either name' {
            $local = New-Object uri ('http://localhost:{0}/' -f $Sandbox.Port)
            (Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $local -PassThru).OrganizationName | Should -Be 'Sandbox Company'
        }

        It 'goes through the proxy that is given, with its credential' {
            $proxy = Start-CannedServer @(
                @{ Pattern = 'GET http://127.0.0.1:9/admin/v1/orgs/x'; Times = 1; Status = 407; Headers = 'Proxy-Authenticate: Basic realm="test"' }
                @{ Pattern = 'GET http://127.0.0.1:9/admin/v1/orgs/x'; Body = '{"data":{"id":"x","attributes":{"name":"Behind the proxy"}}}' }
            )
            try {
                $credential = New-Object pscredential 'me', (New-Key 'proxy-pass')
                $connection = Connect-AtlassianOrganization -OrganizationId 'x' -ApiKey (New-Key) -BaseUri 'http://127.0.0.1:9/' -Proxy $proxy.Uri -ProxyCredential $credential -PassThru
                $connection.OrganizationName | Should -Be 'Behind the proxy'
                $sign = [Convert]::ToBase64String([System.Text.Encoding]::ASCII.GetBytes('me:proxy-pass'))
                $proxy.Requests[1].Headers | Should -Match "Proxy-Authorization: Basic $sign"
            }
            finally {
                $proxy.Dispose()
            }
        }
    }
}

Describe 'Several connections' {
    BeforeAll {
        $script:First = Connect-AtlassianOrganization -Sandbox -Seed 1 -Name 'first' -PassThru
        $script:Second = Connect-AtlassianOrganization -Sandbox -Seed 2 -Name 'second' -PassThru
    }

    AfterAll {
        Disconnect-AtlassianOrganization -All
    }

    It 'uses the last one when none is named' {
        (Get-AtlassianOrganization).OrganizationId | Should -Be $Second.OrganizationId
        (Get-AtlassianConnection -Current).Name | Should -Be 'second'
    }

    It 'takes a connection by name or as an object' {
        (Get-AtlassianOrganization -Connection 'first').OrganizationId | Should -Be $First.OrganizationId
        (Get-AtlassianOrganization -Connection 'FIRST').OrganizationId | Should -Be $First.OrganizationId
        (Get-AtlassianOrganization -Connection $First).OrganizationId | Should -Be $First.OrganizationId
    }

    It 'changes only where it was told to' {
        Disable-AtlassianUser 'mia.active@example.com' -Connection 'first' -Confirm:$false
        (Get-AtlassianUser 'mia.active@example.com' -Connection 'first').Status | Should -Be 'deactivated'
        (Get-AtlassianUser 'mia.active@example.com' -Connection 'second').Status | Should -Be 'active'
    }

    It 'says what is open when there is no such name' {
        { Get-AtlassianOrganization -Connection 'third' } | Should -Throw -ExpectedMessage "*'third'*Get-AtlassianConnection*"
    }

    It 'lists them by name with wildcards' {
        Get-AtlassianConnection | ForEach-Object Name | Should -Be 'first', 'second'
        (Get-AtlassianConnection 'f*').Name | Should -Be 'first'
        Get-AtlassianConnection 'x*' | Should -BeNullOrEmpty
    }

    It 'gives a name to the newer one only' {
        $old = Connect-AtlassianOrganization -Sandbox -Name 'again' -PassThru
        $new = Connect-AtlassianOrganization -Sandbox -Name 'again' -PassThru
        @(Get-AtlassianConnection 'again') | Should -HaveCount 1
        $old.IsClosed | Should -BeTrue
        $new.IsClosed | Should -BeFalse
        Disconnect-AtlassianOrganization 'again'
    }
}

Describe 'Disconnect-AtlassianOrganization' {
    AfterEach {
        Disconnect-AtlassianOrganization -All
    }

    It 'closes the current connection, and leaves none' {
        $connection = Connect-AtlassianOrganization -Sandbox -PassThru
        Disconnect-AtlassianOrganization | Should -BeNullOrEmpty
        $connection.IsClosed | Should -BeTrue
        Get-AtlassianConnection | Should -BeNullOrEmpty
        { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-AtlassianOrganization'
    }

    It 'closes the one that is named, by name or from the pipeline' {
        $first = Connect-AtlassianOrganization -Sandbox -Name 'first' -PassThru
        $second = Connect-AtlassianOrganization -Sandbox -Name 'second' -PassThru
        Disconnect-AtlassianOrganization 'first'
        $first.IsClosed | Should -BeTrue
        $second | Disconnect-AtlassianOrganization
        $second.IsClosed | Should -BeTrue
    }

    It 'closes all' {
        $all = @('first', 'second' | ForEach-Object { Connect-AtlassianOrganization -Sandbox -Name $_ -PassThru })
        Disconnect-AtlassianOrganization -All
        $all.IsClosed | Should -Be $true, $true
    }

    It 'has nothing to say when nothing is connected' {
        { Disconnect-AtlassianOrganization -ErrorAction Stop } | Should -Not -Throw
    }

    It 'makes a connection that was kept useless' {
        $connection = Connect-AtlassianOrganization -Sandbox -PassThru
        Disconnect-AtlassianOrganization
        { Get-AtlassianUser 'mia.active@example.com' -Connection $connection } | Should -Throw -ErrorId 'NotConnected,*'
        { 'mia.active@example.com' | Disable-AtlassianUser -Connection $connection -Confirm:$false } | Should -Throw -ErrorId 'NotConnected,*'
        (Test-AtlassianConnection -Connection $connection).ErrorCode | Should -Be 'NotConnected'
    }
}

Describe 'What a connection refuses by itself' {
    AfterEach {
        Disconnect-AtlassianOrganization -All
    }

    Context '-ReadOnly' {
        BeforeEach {
            Connect-AtlassianOrganization -Sandbox -ReadOnly
        }

        It 'sends no change: <Command>' -ForEach @(
            @{ Command = 'Disable-AtlassianUser'; Send = { Disable-AtlassianUser 'mia.active@example.com' -Confirm:$false -PassThru @quiet } }
            @{ Command = 'Enable-AtlassianUser'; Send = { Enable-AtlassianUser 'already.disabled@example.com' -Confirm:$false -PassThru @quiet } }
            @{ Command = 'Remove-AtlassianUser'; Send = { Remove-AtlassianUser 'mia.active@example.com' -Confirm:$false -PassThru @quiet } }
            @{ Command = 'Restore-AtlassianUser'; Send = { Restore-AtlassianUser 'pending.deletion@example.com' -Confirm:$false -PassThru @quiet } }
            @{ Command = 'Set-AtlassianUserEmail'; Send = { Set-AtlassianUserEmail 'mia.active@example.com' 'mia.new@example.com' -Confirm:$false -PassThru @quiet } }
            @{ Command = 'Set-AtlassianUserProfile'; Send = { Set-AtlassianUserProfile 'mia.active@example.com' -JobTitle 'Pilot' -Confirm:$false -PassThru @quiet } }
            @{ Command = 'Revoke-AtlassianUserToken'; Send = { Revoke-AtlassianUserToken 'many.tokens@example.com' -All -Confirm:$false -PassThru @quiet } }
        ) {
            $quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'script:errors' }
            $script:change = $null
            $sent = Get-Request { $script:change = & $Send }
            $errors | Get-Code | Should -Be 'ReadOnlyConnection'
            $errors[0].CategoryInfo.Category | Should -Be 'SecurityError'
            $change.Outcome | Should -Be 'Failed'
            $change.ErrorCode | Should -Be 'ReadOnlyConnection'
            $change.Attempts | Should -Be 0
            $sent | Should -Not -Match '^(PUT|PATCH|DELETE|POST (?!.*search))'
            (Get-AtlassianConnection).PeopleChanged | Should -Be 0
        }

        It 'reads as ever' {
            (Get-AtlassianUserProfile 'mia.active@example.com').Name | Should -Be 'Mia Active'
        }

        It 'is foreseen by -WhatIf' {
            $change = Disable-AtlassianUser 'mia.active@example.com' -WhatIf -PassThru
            $change.Outcome | Should -Be 'WhatIf'
            $change.ErrorCode | Should -Be 'ReadOnlyConnection'
        }
    }

    Context '-MaxChanges' {
        It 'counts different people, over all commands of the connection' {
            $connection = Connect-AtlassianOrganization -Sandbox -MaxChanges 2 -PassThru
            Disable-AtlassianUser 'mia.active@example.com' -Confirm:$false
            Enable-AtlassianUser 'mia.active@example.com' -Confirm:$false
            Disable-AtlassianUser 'many.tokens@example.com' -Confirm:$false
            $connection.PeopleChanged | Should -Be 2

            $change = Disable-AtlassianUser 'alex.kim@example.com' -Confirm:$false -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'ChangeLimitReached'
            $change.Attempts | Should -Be 0
            Get-Status 'alex.kim@example.com' | Should -Be 'active'

            # Those who were changed before may be changed again.
            (Enable-AtlassianUser 'many.tokens@example.com' -Confirm:$false -PassThru).Outcome | Should -Be 'Changed'
            $connection.PeopleChanged | Should -Be 2
        }

        It 'is never exceeded by what runs at the same time' {
            $connection = Connect-AtlassianOrganization -Sandbox -MaxChanges 5 -ThrottleLimit 16 -PassThru
            $people = Get-AtlassianUser -ClaimStatus managed -Status active | Where-Object ManagementSource -EQ 'invited' | Select-Object -First 40
            $changes = $people | Disable-AtlassianUser -Confirm:$false -PassThru -ErrorAction SilentlyContinue
            @($changes | Where-Object Outcome -EQ 'Changed').Count | Should -BeLessOrEqual 5
            @($changes | Where-Object ErrorCode -EQ 'ChangeLimitReached').Count | Should -Be 35
            $connection.PeopleChanged | Should -Be 5
            @($people | Get-AtlassianUser | Where-Object Status -EQ 'deactivated').Count | Should -BeLessOrEqual 5
        }

        It 'counts only those for whom something is sent' {
            $connection = Connect-AtlassianOrganization -Sandbox -MaxChanges 1 -PassThru
            'already.disabled@example.com', 'closed.account@example.com', 'nobody@example.com' |
                Disable-AtlassianUser -Confirm:$false -PassThru -ErrorAction SilentlyContinue |
                ForEach-Object Outcome | Should -Be 'AlreadyInState', 'Failed', 'Failed'
            Disable-AtlassianUser 'mia.active@example.com' -WhatIf
            $connection.PeopleChanged | Should -Be 0
            (Disable-AtlassianUser 'mia.active@example.com' -Confirm:$false -PassThru).Outcome | Should -Be 'Changed'
            $connection.PeopleChanged | Should -Be 1
        }

        It 'is no limit by default' {
            $connection = Connect-AtlassianOrganization -Sandbox -PassThru
            $connection.MaxChanges | Should -Be 0
            'mia.active@example.com', 'many.tokens@example.com', 'alex.kim@example.com' | Disable-AtlassianUser -Confirm:$false
            $connection.PeopleChanged | Should -Be 3
        }

        It 'is foreseen by -WhatIf' {
            Connect-AtlassianOrganization -Sandbox -MaxChanges 1
            Disable-AtlassianUser 'mia.active@example.com' -Confirm:$false
            (Disable-AtlassianUser 'alex.kim@example.com' -WhatIf -PassThru).ErrorCode | Should -Be 'ChangeLimitReached'
        }
    }

    Context '-ProtectedIdentity' {
        It 'protects by what an address stands for when connecting: <By>' -ForEach @(
            @{ By = 'e-mail'; Of = { 'mia.active@example.com' } }
            @{ By = 'id'; Of = { $mia.AccountId } }
            @{ By = 'object'; Of = { $mia } }
            @{ By = 'row'; Of = { [pscustomobject]@{ Email = 'mia.active@example.com' } } }
        ) {
            Connect-AtlassianOrganization -Sandbox
            $mia = Get-AtlassianUser 'mia.active@example.com'
            $connection = Connect-AtlassianOrganization -Sandbox -ProtectedIdentity (& $Of), 'admin@example.com' -PassThru
            $connection.ProtectedAccounts | Should -Contain $mia.AccountId

            foreach ($way in $mia.AccountId, 'MIA.active@example.com') {
                $change = Disable-AtlassianUser $way -Confirm:$false -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
                $errors | Get-Code | Should -Be 'ProtectedAccount'
                $change.Attempts | Should -Be 0
            }
            Get-Status $mia.AccountId | Should -Be 'active'
            (Disable-AtlassianUser 'alex.kim@example.com' -Confirm:$false -PassThru).Outcome | Should -Be 'Changed'
        }

        It 'still protects after the address has changed' {
            Connect-AtlassianOrganization -Sandbox -Name 'guarded' -ProtectedIdentity 'mia.active@example.com'
            $mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
            (Get-AtlassianConnection 'guarded').ProtectedAccounts | Should -Be $mia
            (Disable-AtlassianUser $mia -Confirm:$false -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'ProtectedAccount'
        }

        It 'fails the connection when one of them cannot be found' {
            { Connect-AtlassianOrganization -Sandbox -ProtectedIdentity 'mia.active@example.com', 'nobody@example.com' } |
                Should -Throw -ErrorId 'IdentityNotFound,*' -ExpectedMessage '*nobody@example.com*'
            Get-AtlassianConnection | Should -BeNullOrEmpty
        }

        It 'looks ids up ten at a time, whatever the account: managed or not, synchronized, deactivated' {
            Connect-AtlassianOrganization -Sandbox
            $ids = @(Get-AtlassianUser | Select-Object -First 25 | ForEach-Object AccountId)
            $sent = Get-Request { Connect-AtlassianOrganization -Sandbox -ProtectedIdentity $ids }
            @($sent) | Should -HaveCount 4
            $sent[1..3] | Should -Match '^POST .*/users/search -> 200 '
            (Get-AtlassianConnection -Current).ProtectedAccounts | Sort-Object | Should -Be ($ids | Sort-Object)
        }

        It 'asks account management about an id that the search does not show' {
            $server = Start-CannedServer @(
                @{ Pattern = 'users/search'; Body = '{"data":[]}' }
                @{ Pattern = 'GET /users/closed-1/manage'; Body = '{}' }
                @{ Pattern = 'GET /users/nobody-1/manage'; Status = 404; Body = '{"key":"accountNotFound","context":"Error: User account not found"}' }
            )
            try {
                Connect-CannedServer $server @{ ProtectedIdentity = 'closed-1'; WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue' }
                $warnings | Should -BeNullOrEmpty
                (Get-AtlassianConnection -Current).ProtectedAccounts | Should -Be 'closed-1'
                { Connect-CannedServer $server @{ ProtectedIdentity = 'closed-1', 'nobody-1' } } | Should -Throw -ErrorId 'AccountNotFound,*' -ExpectedMessage '*nobody-1*'
            }
            finally {
                $server.Dispose()
            }
        }

        It 'protects all the same, with a warning, whom the key may not look up: <Where>' -ForEach @(
            @{ Where = 'in the directories'; Reply = @{ Pattern = 'users/search'; Status = 401; Body = '{"errors":[{"id":"1","code":"ADMIN-401-2","status":"401","title":"INSUFFICIENT_SCOPE"}]}' } }
            @{ Where = 'in account management'; Reply = @{ Pattern = '/manage'; Status = 403; Body = '{"key":"forbidden.insufficientScope","context":"Error: Insufficient scope"}' } }
        ) {
            $server = Start-CannedServer $Reply, @{ Pattern = 'users/search'; Body = '{"data":[]}' }
            try {
                $shell = New-Shell
                $with = @{ Key = New-Key; Uri = $server.Uri }
                $connection = Invoke-Shell $shell 'Connect-AtlassianOrganization canned-1 -ApiKey $Key -BaseUri $Uri -ProtectedIdentity a1, a2 -PassThru' $with
                $connection.ProtectedAccounts | Should -Be 'a1', 'a2'
                "$($shell.Streams.Warning)" | Should -Match '^-ProtectedIdentity: a1\b.*could not be looked up, and is protected all the same\.'
                [void](Invoke-Shell $shell '"a2" | Disable-AtlassianUser -Confirm:$false')
                $shell.Streams.Error | Get-Code | Should -Be 'ProtectedAccount'
            }
            finally {
                Close-Shell $shell
                $server.Dispose()
            }
        }

        It 'takes an empty list as what it says' {
            (Connect-AtlassianOrganization -Sandbox -ProtectedIdentity @() -PassThru).ProtectedAccounts | Should -BeNullOrEmpty
        }

        It 'is foreseen by -WhatIf' {
            Connect-AtlassianOrganization -Sandbox -ProtectedIdentity 'mia.active@example.com'
            (Remove-AtlassianUser 'mia.active@example.com' -WhatIf -PassThru).ErrorCode | Should -Be 'ProtectedAccount'
        }
    }
}

Describe 'What -Verbose tells' {
    BeforeAll {
        $script:Sandbox = Start-AtlassianSandbox -UserCount 20
        Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
        $script:Sent = Get-Request {
            Get-AtlassianUserPermission 'mia.active@example.com'
            Get-AtlassianUserToken 'many.tokens@example.com' | Select-Object -First 1 | Revoke-AtlassianUserToken -Confirm:$false
            Set-AtlassianUserProfile 'mia.active@example.com' -JobTitle 'Pilot'
            Set-AtlassianUserEmail 'mia.active@example.com' 'mia.new@example.com' -Confirm:$false
            Disable-AtlassianUser 'mia.new@example.com' -Message 'Left the company' -Confirm:$false -Verify
            Get-AtlassianUser -ManagedAccount
        }
    }

    AfterAll {
        Disconnect-AtlassianOrganization
        Stop-AtlassianSandbox $Sandbox
    }

    It 'is each request as method, template path, status, attempt and duration' {
        $Sent.Count | Should -BeGreaterThan 12
        $Sent | Where-Object { $_ -notmatch '^(GET|POST|PUT|PATCH|DELETE) /[A-Za-z0-9/{}_-]+ -> \d{3} \(attempt 1, \d+ ms\)$' } | Should -BeNullOrEmpty
        $Sent | Should -Contain ($Sent -match '^DELETE /users/\{account_id\}/manage/api-tokens/\{tokenId\} -> 204')[0]
    }

    It 'names no person, no organization and no value' {
        $Sent -match 'mia|example|Pilot|Left|@' | Should -BeNullOrEmpty
        $Sent -match [regex]::Escape($Sandbox.OrganizationId) | Should -BeNullOrEmpty
    }
}
