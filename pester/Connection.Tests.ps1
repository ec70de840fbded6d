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

        It 'fails for an organization that this key does not reach: <Why>' -ForEach @(
            @{ Why = 'a key of another organization'; Connect = { Connect-AtlassianOrganization @There -ApiKey $Sandbox.OtherOrganizationApiKey } }
            @{ Why = 'an organization that is not there'; Connect = { Connect-AtlassianOrganization ([guid]::NewGuid()) -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri } }
            @{ Why = 'an id that is none'; Connect = { Connect-AtlassianOrganization 'acme' -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri } }
            @{ Why = 'a credential that names another organization'; Connect = { Connect-AtlassianOrganization -Credential ([pscredential]::new([guid]::NewGuid(), $Sandbox.ApiKey)) -BaseUri $Sandbox.Uri } }
        ) {
            Connect-AtlassianOrganization -Sandbox
            $Connect | Should -Throw -ErrorId 'OrganizationNotFound,*'
            { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
        }

        It 'fails for <Status>, <Code>: the key may not see the organization' -ForEach @(
            @{ Status = 403; Code = 'NotOrganizationAdmin'; Body = '{"errors":[{"id":"1","status":"403","code":"ADMIN-403-1","title":"Forbidden","detail":"Not an organization admin"}]}' }
            @{ Status = 404; Code = 'OrganizationNotFound'; Body = '{"errors":[{"id":"1","status":"404","code":"ADMIN-404-1","title":"Not Found"}]}' }
            @{ Status = 400; Code = 'RequestRejected'; Body = '{"errors":[{"id":"1","status":"400","code":"ADMIN-400-1","title":"Bad Request"}]}' }
        ) {
            $server = Start-CannedServer @{ Pattern = '^GET /admin/v1/orgs/'; Status = $Status; Body = $Body }
            try {
                { Connect-CannedServer $server } | Should -Throw -ErrorId "$Code,*"
                Get-AtlassianConnection | Should -BeNullOrEmpty
            }
            finally {
                $server.Dispose()
            }
        }

        It 'only warns of what may be passing: <What>' -ForEach @(
            @{ What = '503'; Reply = @{ Status = 503; Body = 'busy'; ContentType = 'text/plain'; Headers = 'Retry-After: 60' } }
            @{ What = 'a redirect to a sign-in page'; Reply = @{ Status = 302; Body = ''; Headers = 'Location: https://proxy.example.com/' } }
            @{ What = 'another service'; Reply = @{ Body = '{"hello":"world"}' } }
        ) {
            $server = Start-CannedServer ($Reply + @{ Pattern = '^GET /admin/v1/orgs/' })
            $shell = New-Shell
            try {
                $connection = Invoke-Shell $shell 'Connect-AtlassianOrganization canned-1 -ApiKey $Key -BaseUri $Uri -MaxWaitSeconds 1 -PassThru' @{ Key = New-Key; Uri = $server.Uri }
                $connection.OrganizationId | Should -Be 'canned-1'
                $shell.Streams.Warning | Should -HaveCount 1
            }
            finally {
                Close-Shell $shell
                $server.Dispose()
            }
        }

        It 'connects with a scoped key, which may read the organization, and says at once what it cannot do' {
            Connect-AtlassianOrganization @There -ApiKey $Sandbox.ScopedApiKey -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -HaveCount 1
            $warnings[0].Message | Should -Match 'created with scopes.*WITHOUT scopes'
            (Get-AtlassianOrganization).Name | Should -Be 'Sandbox Company'
            Disable-AtlassianUser 'mia.active@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'KeyHasScopes'
        }

        It 'sends two requests at once: for the organization, and whether the key has scopes' {
            $sent = @(Get-Request { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey } | Sort-Object)
            $sent | Should -HaveCount 2
            $sent[0] | Should -Match '^GET /admin/v1/orgs/\{orgId\} -> 200 '
            $sent[1] | Should -Match '^GET /users/\{account_id\}/manage -> 404 '
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

        It 'leaves none where a warning stops it: <Why>' -ForEach @(
            @{ Why = 'a scoped key'; Connect = { Connect-AtlassianOrganization @There -ApiKey $Sandbox.ScopedApiKey -WarningAction Stop } }
            @{ Why = 'a key with Bearer'; Connect = { Connect-AtlassianOrganization @There -ApiKey (New-Key "Bearer $(ConvertFrom-Key $Sandbox.ApiKey)") -WarningAction Stop } }
            @{ Why = 'a SCIM directory that is busy'; Connect = { Connect-AtlassianOrganization canned-1 -ApiKey (New-Key) -BaseUri $busy.Uri -ScimApiKey (New-Key) -ScimDirectoryId d1 -MaxWaitSeconds 1 -WarningAction Stop } }
            @{ Why = 'a preference of the script'; Connect = { $WarningPreference = 'Stop'; Connect-AtlassianOrganization @There -ApiKey $Sandbox.ScopedApiKey } }
        ) {
            $busy = Start-CannedServer @{ Pattern = '/scim/'; Status = 503; Headers = 'Retry-After: 60' }
            try {
                $Connect | Should -Throw
                { Get-AtlassianUser 'mia.active@example.com' } | Should -Throw -ErrorId 'NotConnected,*'
                Get-AtlassianConnection | ForEach-Object Name | Should -Be 'before'
            }
            finally {
                $busy.Dispose()
            }
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
                $signed = @($proxy.Requests | Where-Object { $_.Line -match '/admin/v1/orgs/x' })[-1]
                $signed.Headers | Should -Match "Proxy-Authorization: Basic $sign"
            }
            finally {
                $proxy.Dispose()
            }
        }
    }
}

Describe 'What a closed connection leaves behind' {
    It 'is no open connection to the service and no timer: <How>' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') -ForEach @(
        @{ How = 'disconnected'; Script = '{0}; Disconnect-AtlassianOrganization' }
        @{ How = 'replaced by the next'; Script = '{0} -Name same' }
        @{ How = 'with its runspace'; Script = '$shell = [powershell]::Create(); $null = $shell.AddScript("Import-Module ''$module''; $connect").Invoke(); $shell.Runspace.Dispose(); $shell.Dispose()' }
    ) {
        $connect = "Connect-AtlassianOrganization $($Sandbox.OrganizationId) -ApiKey (ConvertTo-SecureString '$(ConvertFrom-Key $Sandbox.ApiKey)' -AsPlainText -Force) -BaseUri $($Sandbox.Uri)"
        $run = Invoke-ChildShell -NonInteractive @"
`$module = '$(Get-ModulePath)'
`$connect = '$($connect -replace "'", "''")'
`$before = [System.Threading.Timer]::ActiveCount
foreach (`$i in 1..40) { $($Script -f $connect) }
if (Get-AtlassianConnection) { Disconnect-AtlassianOrganization -All }
`$open = { @([System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() | Where-Object { `$_.RemoteEndPoint.Port -eq $($Sandbox.Port) -and `$_.State -eq 'Established' }).Count }
for (`$wait = 0; `$wait -lt 200 -and (& `$open); `$wait++) { Start-Sleep -Milliseconds 50 }
"OPEN `$(& `$open) TIMERS `$([System.Threading.Timer]::ActiveCount - `$before -lt 10)"
"@
        $run.Text | Should -Match 'OPEN 0 TIMERS True'
    }
}

Describe 'The proxy' {
    BeforeAll {
        $script:Organization = @{ Pattern = 'GET http://127.0.0.1:9/admin/v1/orgs/x'; Body = '{"data":{"id":"x","attributes":{"name":"Behind the proxy"}}}' }
        $script:NoCredential = @{ Pattern = 'http://127.0.0.1:9/'; Times = 1; Status = 407; Headers = 'Proxy-Authenticate: Basic realm="test"' }

        # The name and the password that the proxy was shown.
        function Get-SignIn {
            param($Proxy)
            $header = @($Proxy.Requests.Headers -split "`r`n" -match '^Proxy-Authorization: Basic ')[-1]
            [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String(($header -split ' ')[-1]))
        }
    }

    AfterEach {
        Disconnect-AtlassianOrganization -All
    }

    It 'is signed in to with the user name and the password of its address: <UserInfo>' -ForEach @(
        @{ UserInfo = 'me:proxy-pass'; SignIn = 'me:proxy-pass' }
        @{ UserInfo = 'me:p%40ss%3Aword'; SignIn = 'me:p@ss:word' }
        @{ UserInfo = 'DOMAIN%5Cme:proxy-pass'; SignIn = 'DOMAIN\me:proxy-pass' }
        @{ UserInfo = 'me'; SignIn = 'me:' }
    ) {
        $proxy = Start-CannedServer $NoCredential, $NoCredential, $Organization
        $shell = New-Shell
        try {
            $address = '{0}://{1}@{2}' -f $proxy.Uri.Scheme, $UserInfo, $proxy.Uri.Authority
            $with = @{ Key = New-Key; Address = $address }
            $connection = Invoke-Shell $shell 'Connect-AtlassianOrganization x -ApiKey $Key -BaseUri http://127.0.0.1:9/ -Proxy $Address -PassThru -Verbose' $with
            $connection.OrganizationName | Should -Be 'Behind the proxy'
            Get-SignIn $proxy | Should -Be $SignIn

            # Never shown.
            $text = ($connection | Format-List * -Force | Out-String -Width 4000) + ($shell.Streams.Verbose + $shell.Streams.Warning | Out-String)
            $text | Should -Not -Match 'proxy-pass|p%40ss|p@ss'
        }
        finally {
            Close-Shell $shell
            $proxy.Dispose()
        }
    }

    It 'is signed in to with -ProxyCredential where both are given' {
        $proxy = Start-CannedServer $NoCredential, $NoCredential, $Organization
        try {
            $with = @{ Proxy = "http://me:other@$($proxy.Uri.Authority)"; ProxyCredential = [pscredential]::new('you', (New-Key 'proxy-pass')) }
            Connect-AtlassianOrganization x -ApiKey (New-Key) -BaseUri 'http://127.0.0.1:9/' @with
            Get-SignIn $proxy | Should -Be 'you:proxy-pass'
        }
        finally {
            $proxy.Dispose()
        }
    }

    # Windows PowerShell takes its proxy from the system, not from the environment.
    It 'of the environment shows its password nowhere, and is not asked again after it refused: <Status>' -Skip:($PSVersionTable.PSEdition -eq 'Desktop') -ForEach @(
        @{ Status = 407; Headers = 'Proxy-Authenticate: Basic realm="test"'; Most = 4; Code = 'ProxyRefused' }
        @{ Status = 302; Headers = 'Location: http://sign-in.invalid/'; Most = 2; Code = 'ProxyRefused' }
        @{ Status = 403; Headers = 'X-Test: 1'; Most = 2; Code = 'ProxyRefused' }
        @{ Status = 200; Headers = 'X-Test: 1'; Most = 4; Code = 'warned' }
    ) {
        $proxy = Start-CannedServer @{ Pattern = '^CONNECT '; Status = $Status; Headers = $Headers; Body = '<html>sign in</html>' }
        try {
            $run = Invoke-ChildShell -NonInteractive -Environment @{ HTTPS_PROXY = "http://me:proxy-pass@$($proxy.Uri.Authority)" } @'
$key = ConvertTo-SecureString 'ATCTT3xFfGN0-canned-not-a-secret' -AsPlainText -Force
$code = try { Connect-AtlassianOrganization x -ApiKey $key -BaseUri https://api.example.invalid -WarningVariable warning; 'warned' } catch { $_.FullyQualifiedErrorId }
"CODE $code"
$warning
$Error | ForEach-Object { $_ | Format-List * -Force; for ($e = $_.Exception; $e; $e = $e.InnerException) { "$e" } } | Out-String -Width 4000
'@
            $run.Text | Should -Match "CODE $Code"
            $run.Text | Should -Not -Match 'proxy-pass'
            if ($Code -eq 'warned') {
                $run.Text | Should -Match 'TLS inspection'
            }
            $proxy.Requests | Should -Not -BeNullOrEmpty
            @($proxy.Requests).Count | Should -BeLessOrEqual $Most
        }
        finally {
            $proxy.Dispose()
        }
    }

    It 'that refuses ends the run for everybody' {
        $proxy = Start-CannedServer @{ Pattern = '/admin/v1/orgs/x$'; Body = '{"data":{"id":"x","attributes":{"name":"Behind the proxy"}}}'; Times = 1 },
            @{ Pattern = 'http://127.0.0.1:9/'; Status = 407; Headers = 'Proxy-Authenticate: Basic realm="test"' }
        try {
            Connect-AtlassianOrganization x -ApiKey (New-Key) -BaseUri 'http://127.0.0.1:9/' -Proxy "http://me:proxy-pass@$($proxy.Uri.Authority)" -ThrottleLimit 4 -WarningAction SilentlyContinue
            $before = @($proxy.Requests).Count
            $changes = 1..40 | ForEach-Object { "5b10ac8d82e05b22cc7d4e{0:d2}" -f $_ } | Disable-AtlassianUser -PassThru -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures | ForEach-Object { Get-Code $_ } | Select-Object -Unique | Should -Be 'ProxyRefused'
            $changes | Where-Object Outcome -EQ 'Changed' | Should -BeNullOrEmpty
            # Those in flight, each once without and once with the credential.
            @($proxy.Requests).Count - $before | Should -BeLessOrEqual 8
        }
        finally {
            $proxy.Dispose()
        }
    }

    It 'shows no password in an error: <What>' -ForEach @(
        @{ What = 'a proxy that does not answer'; Connect = { Connect-AtlassianOrganization x -ApiKey (New-Key) -BaseUri https://api.example.com -Proxy 'http://me:proxy-pass@127.0.0.1:1' -MaxWaitSeconds 1 -WarningAction Stop } }
        @{ What = 'half an address'; Connect = { Connect-AtlassianOrganization x -ApiKey (New-Key) -Proxy 'me:proxy-pass@proxy' } }
        @{ What = 'no address'; Connect = { Connect-AtlassianOrganization x -ApiKey (New-Key) -Proxy 'http://me:proxy-pass@[' } }
        @{ What = 'the address of the service'; Connect = { Connect-AtlassianOrganization x -ApiKey (New-Key) -BaseUri 'https://me:proxy-pass@api.example.com' } }
        @{ What = 'an open address'; Connect = { Connect-AtlassianOrganization x -ApiKey (New-Key) -BaseUri 'http://me:proxy-pass@api.example.com' } }
        @{ What = 'an address that cannot be'; Connect = { Connect-AtlassianOrganization x -ApiKey (New-Key) -BaseUri 'http://me:proxy-pass@[' } }
        @{ What = 'a site'; Connect = { Connect-AtlassianSite 'https://me:proxy-pass@acme.atlassian.net' me@example.com -ApiToken (New-Key) } }
        @{ What = 'a site by its name'; Connect = { Connect-AtlassianSite 'me:proxy-pass@acme' me@example.com -ApiToken (New-Key) } }
        @{ What = 'the proxy of a site'; Connect = { Connect-AtlassianSite acme me@example.com -ApiToken (New-Key) -Proxy 'me:proxy-pass@proxy' } }
    ) {
        $failure = try { & $Connect } catch { $_ }
        $failure | Should -BeOfType 'System.Management.Automation.ErrorRecord'
        "$($failure.Exception.Message) $($failure.ErrorDetails.Message) $($failure.ErrorDetails.RecommendedAction)" | Should -Not -Match 'proxy-pass'
        ($failure.InvocationInfo.BoundParameters.Values | Where-Object { $_ -is [uri] -and $_.IsAbsoluteUri } | ForEach-Object OriginalString) -match '//me:' |
            Where-Object { $What -like '*proxy*' } | Should -BeNullOrEmpty
        Get-AtlassianConnection -Current | Should -BeNullOrEmpty
    }

    It 'is a parameter of every command that opens a connection: <_>' -ForEach 'Connect-AtlassianOrganization', 'Test-AtlassianConnection', 'Connect-AtlassianScimDirectory', 'Connect-AtlassianSite', 'Update-AtlassianAdminKey' {
        $parameters = (Get-Command $_).Parameters
        $parameters.Proxy.ParameterType | Should -Be ([uri])
        $parameters.ProxyCredential.ParameterType | Should -Be ([pscredential])
        $parameters.ProxyUseDefaultCredentials.SwitchParameter | Should -BeTrue
    }

    It 'of a SCIM directory may be another than that of the organization' {
        $service = Start-CannedServer
        $proxy = Start-CannedServer @{ Pattern = '^GET http://127.0.0.1:\d+/scim/'; Body = '{"totalResults":0,"Resources":[]}' }
        try {
            Connect-CannedServer $service
            Connect-AtlassianScimDirectory 'd1' -ApiKey (New-Key) -Proxy $proxy.Uri
            $proxy.Requests | Should -HaveCount 1
            (Get-AtlassianConnection -Current).ScimDirectoryId | Should -Be 'd1'
        }
        finally {
            $service.Dispose()
            $proxy.Dispose()
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

    It 'marks the current one, and Select-AtlassianConnection makes another one current' {
        Get-AtlassianConnection | Where-Object IsCurrent | ForEach-Object Name | Should -Be 'second'
        Select-AtlassianConnection 'first' | Should -BeNullOrEmpty
        Get-AtlassianConnection | Where-Object IsCurrent | ForEach-Object Name | Should -Be 'first'
        (Get-AtlassianOrganization).OrganizationId | Should -Be $First.OrganizationId

        ($Second | Select-AtlassianConnection -PassThru).Name | Should -Be 'second'
        (Get-AtlassianOrganization).OrganizationId | Should -Be $Second.OrganizationId
        (Complete 'Select-AtlassianConnection ').CompletionText | Should -Be 'first', 'second'
    }

    It 'has none current after a selection that fails: <What>' -ForEach @(
        @{ What = 'a closed one'; Select = { $closed | Select-AtlassianConnection } }
        @{ What = 'nothing'; Select = { Select-AtlassianConnection $null } }
        @{ What = 'one of another session'; Select = { Select-AtlassianConnection $lent } }
    ) {
        $closed = Connect-AtlassianOrganization -Sandbox -Name 'closed' -PassThru
        Disconnect-AtlassianOrganization 'closed'
        $shell = New-Shell
        try {
            $lent = Invoke-Shell $shell 'Connect-AtlassianOrganization -Sandbox -PassThru'
            Select-AtlassianConnection 'second'
            $Select | Should -Throw -ErrorId 'NotConnected,*'
            { Get-AtlassianOrganization } | Should -Throw -ErrorId 'NotConnected,*'
            $Error[0].ErrorDetails.RecommendedAction | Should -Match '-Connection.*Select-AtlassianConnection'
        }
        finally {
            Close-Shell $shell
            Select-AtlassianConnection 'second'
        }
    }

    It 'leaves the current one where the name is unknown' {
        { Select-AtlassianConnection 'third' } | Should -Throw -ExpectedMessage "*'third'*"
        (Get-AtlassianConnection -Current).Name | Should -Be 'second'
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
            # One change for each thing that was to be changed.
            $change.Outcome | Select-Object -Unique | Should -Be 'Failed'
            $change.ErrorCode | Select-Object -Unique | Should -Be 'ReadOnlyConnection'
            $change.Attempts | Select-Object -Unique | Should -Be 0
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
            @{ Where = 'in account management'; Reply = @{ Pattern = 'users/a\d/manage'; Status = 403; Body = '{"key":"forbidden.insufficientScope","context":"Error: Insufficient scope"}' } }
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
