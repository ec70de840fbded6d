BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # What is asked again takes as long as seven attempts take: those run side by side, begun here and looked at last.
    $good = @{ Pattern = 'GET /users/a2/manage/profile'; Body = (Get-ProfileBody -Id 'a2') }
    $script:Cases = @{}
    foreach ($case in @(
            @{ Name = 'HTML'; Reply = @{ ContentType = 'text/html'; Body = '<!DOCTYPE html><html><body>Please sign in</body></html>' } }
            @{ Name = 'half a JSON'; Reply = @{ Body = '{"account":{"account_id":"a1","na' } }
            @{ Name = 'less than promised'; Reply = @{ Body = (Get-ProfileBody); MissingBytes = 50 } }
            @{ Name = 'nothing in it'; Reply = @{ Body = '' } }
            @{ Name = 'no answer at all'; Reply = @{ HangsUp = $true } }
            @{ Name = '200 MB'; Reply = @{ FloodBytes = 200MB } }
            @{ Name = '503 without end'; Reply = @{ Status = 503; ContentType = 'text/html'; Body = '<html>Service Unavailable</html>' } }
        )) {
        $begun = @{ Server = Start-CannedServer ($case.Reply + @{ Pattern = 'GET /users/a1/manage/profile' }), $good; Shell = New-Shell }
        $begun.Begun = Start-Shell $begun.Shell "Connect-AtlassianOrganization canned-1 -ApiKey `$Key -BaseUri `$Uri; 'a1', 'a2' | Get-AtlassianUserProfile" @{ Key = New-Key; Uri = $begun.Server.Uri }
        $script:Cases[$case.Name] = $begun
    }

    # An address where nobody listens.
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $nowhere = [uri]('http://127.0.0.1:{0}/' -f $probe.LocalEndpoint.Port)
    $probe.Stop()
    $script:Doctor = New-Shell
    $script:DoctorBegun = Start-Shell $Doctor 'Test-AtlassianConnection -OrganizationId x -ApiKey $Key -BaseUri $Uri' @{ Key = New-Key; Uri = $nowhere }
}

AfterAll {
    foreach ($case in $script:Cases.Values) {
        Close-Shell $case.Shell
        $case.Server.Dispose()
    }
    Close-Shell $script:Doctor
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'Identities' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
    }

    BeforeDiscovery {
        $nobodies = @(
            @{ What = 'nothing'; Value = $null }
            @{ What = 'empty'; Value = '' }
            @{ What = 'blanks'; Value = '   ' }
            @{ What = 'white space'; Value = "`t`r`n " }
            @{ What = 'a slash'; Value = 'a/b' }
            @{ What = 'a backslash'; Value = 'a\b' }
            @{ What = 'a question mark'; Value = 'a?privileges=x' }
            @{ What = 'a number sign'; Value = 'a#b' }
            @{ What = 'a percent sign'; Value = 'a%2Fb' }
            @{ What = 'one dot'; Value = '.' }
            @{ What = 'two dots'; Value = '..' }
            @{ What = 'a way up'; Value = '../../admin/v1/orgs' }
            @{ What = 'a line break'; Value = "abc`r`ndef" }
            @{ What = 'a header'; Value = "abc`r`nAuthorization: x" }
            @{ What = 'a NUL'; Value = "abc$([char]0)" }
            @{ What = 'a blank inside'; Value = 'abc def' }
            @{ What = 'an umlaut'; Value = "m$([char]0xFC)ller" }
            @{ What = '129 characters'; Value = 'x' * 129 }
            @{ What = '10,000 characters'; Value = 'x' * 10000 }
            @{ What = 'only an at sign'; Value = '@' }
            @{ What = 'no domain'; Value = 'mia@' }
            @{ What = 'no name'; Value = '@example.com' }
            @{ What = 'two at signs'; Value = 'mia@active@example.com' }
            @{ What = 'a blank in an address'; Value = 'mia active@example.com' }
            @{ What = 'a line break in an address'; Value = "mia`n@example.com" }
            @{ What = 'two addresses'; Value = 'mia.active@example.com;admin@example.com' }
            @{ What = 'an address of 10,000 characters'; Value = ('x' * 10000) + '@example.com' }
            @{ What = 'a row without an id or an address'; Value = [pscustomobject]@{ Email = ''; AccountId = ' '; Name = 'Mia' } }
            @{ What = 'a list in a cell that is none of addresses'; Value = [pscustomobject]@{ Email = @('mia', 'admin@example.com') } }
        )
    }

    It 'that name nobody end in one error with a code, and the rest goes on: <What>' -ForEach $nobodies {
        $script:changes = $null
        $sent = Get-Request {
            $script:changes = @((Get-AtlassianUser 'mia.active@example.com'), $Value, 'alex.kim@example.com') |
                Disable-AtlassianUser -PassThru -WhatIf -ErrorAction SilentlyContinue -ErrorVariable script:errors
        }
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        $changes.Outcome | Should -Be 'WhatIf', 'Failed', 'WhatIf'
        $changes[1].ErrorCode | Should -Be 'InvalidIdentity'
        # Two searches, and for two people what they may and how they are.
        @($sent).Count | Should -BeLessOrEqual 6
        foreach ($text in ($errors[0] | Get-Sentence), $errors[0].ErrorDetails.RecommendedAction) {
            $text.Length | Should -BeLessThan 500
            $text | Should -Not -Match '[\x00-\x1F]'
        }
        "$($changes[1].Input)" | Should -Not -Match '[\x00-\x1F]'
        "$($changes[1].Input)".Length | Should -BeLessOrEqual 101
    }

    It 'that look like part of a request are only an address: <_>' -ForEach 'x"]}@example.com', '"emails":["admin@example.com', "o'neill@example.com", '<script>@example.com', 'a%2f..%2fb@example.com', '$(x)@example.com' {
        Get-AtlassianUser $_ -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -BeIn 'IdentityNotFound', 'InvalidIdentity'
    }

    It 'are told as they came, so that a list can be corrected' {
        'nobody@example.com', 'a/b' | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors.TargetObject | Should -Be 'nobody@example.com', 'a/b'
    }
}

Describe 'Values' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'that the service does not take end in InvalidField, and the rest goes on: <What>' -ForEach @(
        @{ What = 'a name of 10,000 characters'; Column = 'Name'; Value = 'x' * 10000 }
        @{ What = 'a name of 101 characters'; Column = 'Name'; Value = 'x' * 101 }
        @{ What = 'a nickname of 31 characters'; Column = 'Nickname'; Value = 'x' * 31 }
        @{ What = 'a nickname with a control character'; Column = 'Nickname'; Value = "a$([char]7)b" }
        @{ What = 'a name with a line break'; Column = 'Name'; Value = "a`r`nb" }
        @{ What = 'a name with an escape sequence'; Column = 'Name'; Value = "$([char]27)[31mred" }
    ) {
        $rows = @(
            [pscustomobject]@{ Email = 'mia.active@example.com'; $Column = $Value }
            [pscustomobject]@{ Email = 'alex.kim@example.com'; $Column = 'Short' }
        )
        $before = Get-AtlassianUserProfile 'mia.active@example.com'
        $changes = $rows | Set-AtlassianUserProfile -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'InvalidField'
        $errors[0].ErrorDetails.Message | Should -Match "^$Column "
        ($errors[0] | Get-Sentence).Length | Should -BeLessThan 500
        $changes.Outcome | Should -Be 'Failed', 'Changed'
        (Get-AtlassianUserProfile 'mia.active@example.com').$Column | Should -BeExactly $before.$Column
        (Get-AtlassianUserProfile 'alex.kim@example.com').$Column | Should -BeExactly 'Short'
    }

    It 'of a message are sent as they are' {
        $server = Start-CannedServer @{ Pattern = 'lifecycle/disable$'; Status = 204 }
        try {
            Connect-CannedServer $server
            $text = "quote "" backslash \ line`r`nbreak {json:true} " + [char]0x8D75
            Disable-AtlassianUser 'a1' -Message $text
            ($server.Requests[-1].Body | ConvertFrom-Json).message | Should -BeExactly $text
        }
        finally {
            $server.Dispose()
        }
    }
}

Describe 'A CSV' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
        $script:Id = (Get-AtlassianUser 'mia.active@example.com').AccountId

        function Set-File {
            param([string] $Name, [string] $Text, [System.Text.Encoding] $Encoding = (New-Object System.Text.UTF8Encoding $false))
            $path = Join-Path $TestDrive $Name
            [System.IO.File]::WriteAllText($path, $Text, $Encoding)
            $path
        }
    }

    It 'without the columns ends in one code for the list, which names the columns it has' {
        $file = Set-File 'missing.csv' "Name,Department`r`nMia Active,Sales`r`nAlex Kim,Sales"
        Import-Csv $file | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue -WarningVariable warnings
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        $errors[0].ErrorDetails.Message | Should -Match "'Name', 'Department'"
        @($warnings) -match '^1 more row' | Should -HaveCount 1
    }

    It 'with a line that is too short is told apart from the others' {
        $file = Set-File 'short.csv' "Name,Email`r`nMia Active`r`nAlex Kim,alex.kim@example.com"
        (Import-Csv $file | Disable-AtlassianUser -WhatIf -PassThru -ErrorAction SilentlyContinue).Outcome | Should -Be 'Failed', 'WhatIf'
    }

    It 'is read in any encoding that has a mark: <Encoding>' -ForEach @(
        @{ Encoding = 'UTF-8 with a mark'; Of = { New-Object System.Text.UTF8Encoding $true } }
        @{ Encoding = 'UTF-8 without one'; Of = { New-Object System.Text.UTF8Encoding $false } }
        @{ Encoding = 'UTF-16'; Of = { [System.Text.Encoding]::Unicode } }
        @{ Encoding = 'UTF-16 big endian'; Of = { [System.Text.Encoding]::BigEndianUnicode } }
    ) {
        $file = Set-File 'encoded.csv' "Email,Name`r`nmia.active@example.com,$([char]0x8D75)`r`n" (& $Of)
        $change = Import-Csv $file | Disable-AtlassianUser -WhatIf -PassThru
        $change.AccountId | Should -BeExactly $Id
    }

    It 'whose mark was taken for a letter of the first column is understood: <Header>' -ForEach @(
        @{ Header = 'Email' }
        @{ Header = '"Email"' }
        @{ Header = '"User id"' }
    ) {
        $value = if ($Header -match 'Email') { 'mia.active@example.com' } else { $Id }
        $change = "$([char]0xFEFF)$Header,Name`r`n$value,Mia" | ConvertFrom-Csv | Disable-AtlassianUser -WhatIf -PassThru
        $change.AccountId | Should -BeExactly $Id
    }

    It 'of another culture is read with its delimiter' {
        $file = Set-File 'semicolon.csv' "Name;Email`r`nActive, Mia;mia.active@example.com"
        (Import-Csv $file -Delimiter ';' | Disable-AtlassianUser -WhatIf -PassThru).AccountId | Should -BeExactly $Id
    }

    It 'that is read with the wrong delimiter names nobody, and says what it has' {
        $file = Set-File 'semicolon2.csv' "Name;Email`r`nMia Active;mia.active@example.com"
        Import-Csv $file -Delimiter ',' | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        $errors[0].ErrorDetails.Message | Should -Match 'Name;Email'
        Get-Status $Id | Should -Be 'active'
    }

    It 'with nothing in it is nothing to do' {
        $file = Set-File 'empty.csv' "Email,Name`r`n"
        Import-Csv $file | Disable-AtlassianUser -PassThru -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }

    It 'of a culture that writes numbers and dates otherwise gives the same results' {
        $before = [System.Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [System.Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::GetCultureInfo('tr-TR')
            # In Turkish the small letter of I is not i.
            (Get-AtlassianUser 'MIA.ACTIVE@EXAMPLE.COM').AccountId | Should -BeExactly $Id
            ([pscustomobject]@{ EMAIL = 'mia.active@example.com' } | Get-AtlassianUser).AccountId | Should -BeExactly $Id
            Get-AtlassianUser -SearchTerm 'MIA.ACTIVE' | ForEach-Object AccountId | Should -BeExactly $Id
        }
        finally {
            [System.Threading.Thread]::CurrentThread.CurrentCulture = $before
        }
    }
}

Describe 'Keys' {
    BeforeAll {
        $script:Sandbox = Start-AtlassianSandbox -UserCount 12
        $script:Text = ConvertFrom-Key $Sandbox.ApiKey
        $script:There = @{ OrganizationId = $Sandbox.OrganizationId; BaseUri = $Sandbox.Uri }
    }

    AfterEach {
        Disconnect-AtlassianOrganization -All
    }

    It 'work with what a copy brings along: <What>' -ForEach @(
        @{ What = 'a trailing line break'; Make = { "$Text`n" }; Told = 0 }
        @{ What = 'a Windows line break'; Make = { "$Text`r`n" }; Told = 0 }
        @{ What = 'blanks around'; Make = { "  $Text`t" }; Told = 0 }
        @{ What = 'Bearer in front'; Make = { "Bearer $Text" }; Told = 1 }
        @{ What = 'bearer in front, and a line break'; Make = { "bearer  $Text`r`n" }; Told = 1 }
    ) {
        Connect-AtlassianOrganization @There -ApiKey (New-Key (& $Make)) -WarningVariable warnings -WarningAction SilentlyContinue
        (Get-AtlassianUser 'mia.active@example.com').Name | Should -Be 'Mia Active'
        $warnings | Should -HaveCount $Told
        if ($Told) {
            $warnings[0].Message | Should -Match 'Bearer'
        }
    }

    It 'are refused before they are sent where no key can be one: <What>' -ForEach @(
        @{ What = 'blanks'; Make = { '   ' } }
        @{ What = 'only Bearer'; Make = { 'Bearer  ' } }
        @{ What = 'a letter outside ASCII'; Make = { "$Text$([char]0xE4)" } }
        @{ What = 'a zero-width blank'; Make = { "$([char]0x200B)$Text" } }
        @{ What = 'a line break inside'; Make = { "ATCTT`r`nX-Header: 1" } }
        @{ What = 'a blank inside'; Make = { 'ATCTT abc' } }
    ) {
        { Connect-AtlassianOrganization @There -ApiKey (New-Key (& $Make)) -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'KeyMissing,*'
        $Error[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'WITHOUT scopes'
    }

    It 'of the wrong kind are told apart: <Property>' -ForEach @(
        @{ Property = 'ExpiredApiKey'; Code = 'KeyRejected'; Says = 'expired' }
        @{ Property = 'PersonalToken'; Code = 'PersonalTokenUsed'; Says = 'personal' }
    ) {
        { Connect-AtlassianOrganization @There -ApiKey $Sandbox.$Property } | Should -Throw -ErrorId "$Code,*" -ExpectedMessage "*$Says*"
        $Error[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
    }

    It 'of the wrong kind are told apart when something is done: <Property>' -ForEach @(
        @{ Property = 'ScopedApiKey'; Code = 'KeyHasScopes'; Says = 'with scopes' }
    ) {
        Connect-AtlassianOrganization @There -ApiKey $Sandbox.ApiKey
        $id = (Get-AtlassianUser 'mia.active@example.com').AccountId
        Connect-AtlassianOrganization @There -ApiKey $Sandbox.$Property -WarningAction SilentlyContinue
        Disable-AtlassianUser $id -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be $Code
        $errors[0].ErrorDetails.Message | Should -Match $Says
    }

    It 'of another organization connects to nothing' {
        { Connect-AtlassianOrganization @There -ApiKey $Sandbox.OtherOrganizationApiKey } | Should -Throw -ErrorId 'OrganizationNotFound,*'
        Get-AtlassianConnection -Current | Should -BeNullOrEmpty
    }
}

Describe 'A server' {
    AfterEach {
        Disconnect-AtlassianOrganization -All
        if ($script:Server) {
            $script:Server.Dispose()
            $script:Server = $null
        }
    }

    It 'that sends elsewhere is not followed, and the key goes nowhere' {
        $elsewhere = Start-CannedServer @{ Pattern = ''; Body = (Get-ProfileBody) }
        try {
            $script:Server = Start-CannedServer @{ Pattern = 'manage/profile'; Status = 302; Headers = "Location: $($elsewhere.Uri)stolen" }
            Connect-CannedServer $Server
            Get-AtlassianUserProfile 'a1' -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'UnexpectedResponse'
            $elsewhere.Requests | Should -BeNullOrEmpty
        }
        finally {
            $elsewhere.Dispose()
        }
    }

    It 'that names its next page elsewhere is asked itself for it' {
        $elsewhere = Start-CannedServer @{ Pattern = ''; Body = '{"data":[]}' }
        try {
            $script:Server = Start-CannedServer @(
                @{ Pattern = 'GET /admin/v1/orgs/canned-1/users\?.*cursor=c2'; Body = '{"data":[{"account_id":"a2","email":"two@example.com"}],"links":{}}' }
                @{ Pattern = 'GET /admin/v1/orgs/canned-1/users'; Body = '{"data":[{"account_id":"a1","email":"one@example.com"}],"links":{"next":"' + $elsewhere.Uri + 'admin/v1/orgs/canned-1/users?cursor=c2"}}' }
            )
            Connect-CannedServer $Server
            (Get-AtlassianUser -ManagedAccount).AccountId | Should -Be 'a1', 'a2'
            $elsewhere.Requests | Should -BeNullOrEmpty
        }
        finally {
            $elsewhere.Dispose()
        }
    }

    It 'whose answer is JSON of another kind is UnexpectedResponse: <Body>' -ForEach @(
        @{ Body = 'null' }
        @{ Body = '[]' }
        @{ Body = '5' }
        @{ Body = '{"account":5}' }
        @{ Body = '{}' }
        @{ Body = '{"account":null}' }
    ) {
        $script:Server = Start-CannedServer @(
            @{ Pattern = 'users/a1/manage/profile'; Body = $Body }
            @{ Pattern = 'users/a2/manage/profile'; Body = (Get-ProfileBody -Id 'a2') }
        )
        Connect-CannedServer $Server
        $found = 'a1', 'a2' | Get-AtlassianUserProfile -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'UnexpectedResponse'
        $errors[0].TargetObject | Should -Be 'a1'
        $found.AccountId | Should -Be 'a2'
    }

    It 'that answers with values nobody knows yet is understood' {
        $script:Server = Start-CannedServer @{ Pattern = 'manage/profile'; Body = '{"account":{"account_id":"a1","account_status":"frozen","account_type":"robot","email":"r@example.com","shoe_size":{"eu":44,"us":[10,10.5]}},"more":1}' }
        Connect-CannedServer $Server
        $found = Get-AtlassianUserProfile 'a1'
        $found.AccountStatus | Should -Be 'frozen'
        $found.AdditionalProperties['shoe_size']['eu'] | Should -Be 44
        $found.AdditionalProperties['shoe_size']['us'][1] | Should -Be 10.5
    }

    It 'that sends one odd value costs that field, with one warning that names it: <Odd>' -ForEach @(
        @{ Odd = '"mfaEnabled":1'; Path = 'mfaEnabled'; Kept = 1 }
        @{ Odd = '"counts":{"resources":5.0}'; Path = 'counts.resources'; Kept = 5 }
        @{ Odd = '"counts":[]'; Path = 'counts'; Kept = $null }
        @{ Odd = '"groups":{"id":"g"}'; Path = 'groups'; Kept = $null }
        @{ Odd = '"groups":[null,{"id":"g"}]'; Path = 'groups[0]'; Kept = $null }
        @{ Odd = '"name":"half \ud83d"'; Path = 'name'; Kept = "half $([char]0xFFFD)" }
        @{ Odd = '"addedToOrg":"soon"'; Path = 'addedToOrg'; Kept = 'soon' }
        @{ Odd = '"status":["active"]'; Path = 'status'; Kept = $null }
    ) {
        $script:Server = Start-CannedServer @{ Pattern = 'users/search'; Body = '{"data":[{"accountId":"a1","email":"a@example.com",' + $Odd + '},{"accountId":"a2",' + $Odd + '},{"accountId":"a3"}],"links":{}}' }
        Connect-CannedServer $Server
        $found = Get-AtlassianUser -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable errors
        $found.AccountId | Should -Be 'a1', 'a2', 'a3'
        $found[0].Email | Should -Be 'a@example.com'
        $errors | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match ([regex]::Escape("'$Path'"))
        $found[1].AdditionalProperties.ContainsKey($Path) | Should -BeTrue
        if ($null -ne $Kept) {
            $found[1].AdditionalProperties[$Path] | Should -Be $Kept
        }
        $found[2].AdditionalProperties.Count | Should -Be 0
    }

    It 'that sends a record without an id makes an error of it, and passes the rest on' {
        $script:Server = Start-CannedServer @{ Pattern = 'users/search'; Body = '{"data":[{"accountId":"a1"},{"accountId":{},"email":"b@example.com"},{"email":"c@example.com"},null,{"accountId":"a4"}]}' }
        Connect-CannedServer $Server
        $found = Get-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue
        $found.AccountId | Should -Be 'a1', 'a4'
        $errors | Get-Code | Should -Be 'UnreadableRecord', 'UnreadableRecord'
        "$($errors[0])" | Should -Match 'b@example\.com'
    }

    It 'that refuses one address fails nobody else' {
        $script:Server = Start-CannedServer @(
            @{ Pattern = 'users/search.*'; Times = 1; Status = 400; Body = '{"errors":[{"id":"1","code":"ADMIN-UAM-400-1","status":"400","title":"Bad Request","detail":"emails has an invalid value"}]}' }
            @{ Pattern = 'users/search.*'; Times = 1; Status = 400; Body = '{"errors":[{"id":"1","code":"ADMIN-UAM-400-1","status":"400","title":"Bad Request","detail":"emails has an invalid value"}]}' }
            @{ Pattern = 'users/search.*'; Body = '{"data":[{"accountId":"a1","email":"a@example.com"},{"accountId":"a2","email":"b@example.com"}]}' }
        )
        Connect-CannedServer $Server @{ ThrottleLimit = 1 }
        $found = 'a@example.com', 'b@example.com' | Get-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
        @($found) | Should -HaveCount 1
        $errors | Get-Code | Should -Be 'RequestRejected'
        "$($errors[0])" | Should -Match 'e-mail address [ab]@example\.com'
    }

    It 'is told who asks' {
        $script:Server = Start-CannedServer @{ Pattern = 'manage/profile'; Body = (Get-ProfileBody) }
        Connect-CannedServer $Server
        Get-AtlassianUserProfile 'a1' | Out-Null
        $version = (Import-PowerShellDataFile (Get-ModulePath)).ModuleVersion
        $Server.Requests.Headers | Should -Match "(?m)^User-Agent: AtlassianAdmin/$([regex]::Escape($version)) \(PowerShell $([regex]::Escape("$($PSVersionTable.PSVersion)"))\)"
    }

    It 'whose certificate has expired ends in NetworkFailure at once' {
        $rsa = [System.Security.Cryptography.RSA]::Create()
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
            'CN=127.0.0.1', $rsa, [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $made = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-30), [datetimeoffset]::UtcNow.AddDays(-1))
        $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([byte[]]$made.Export('Pfx', 'x'), 'x')
        $script:Server = Start-CannedServer @() $certificate
        $checks = Test-AtlassianConnection canned-1 -ApiKey (New-Key) -BaseUri $Server.Uri
        $reached = $checks | Where-Object Check -EQ 'Host reachable'
        $reached.Status | Should -Be 'Fail'
        $reached.ErrorCode | Should -Be 'NetworkFailure'
        $reached.Detail | Should -Match 'certificate'

        Connect-CannedServer $Server @{ WarningAction = 'SilentlyContinue' }
        'a1', 'a2' | Get-AtlassianUserProfile -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'NetworkFailure', 'NetworkFailure'
        $errors.TargetObject | Should -Be 'a1', 'a2'
        $errors.Exception.Attempts | Should -Be 1, 1
        $Server.Requests | Should -BeNullOrEmpty
    }

    It 'with <Name> in its answer ends in <Code>, and the rest goes on' -ForEach @(
        @{ Name = 'HTML'; Code = 'UnexpectedResponse'; Says = 'HTML'; Attempts = 3 }
        @{ Name = 'half a JSON'; Code = 'UnexpectedResponse'; Says = 'JSON'; Attempts = 7 }
        @{ Name = 'less than promised'; Code = 'UnexpectedResponse'; Says = 'cut off'; Attempts = 7 }
        @{ Name = 'nothing in it'; Code = 'UnexpectedResponse'; Says = 'empty'; Attempts = 7 }
        @{ Name = 'no answer at all'; Code = 'NetworkFailure'; Says = '127\.0\.0\.1'; Attempts = 7 }
        @{ Name = '200 MB'; Code = 'UnexpectedResponse'; Says = 'larger than 32 MiB'; Attempts = 1 }
        @{ Name = '503 without end'; Code = 'ServiceUnavailable'; Says = '503'; Attempts = 7 }
    ) {
        $case = $Cases[$Name]
        $found = @($case.Begun | Wait-Shell)
        $errors = @($case.Shell.Streams.Error)
        $errors | Get-Code | Should -Be $Code
        $errors[0].TargetObject | Should -Be 'a1'
        $errors[0].ErrorDetails.Message | Should -Match $Says
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $errors[0].Exception.Attempts | Should -Be $Attempts
        $found.AccountId | Should -Be 'a2'
    }

    It 'that is not there is told by the doctor, who goes on to the end' {
        $checks = @($DoctorBegun | Wait-Shell)
        $checks.Check | Should -Be 'Key shape', 'Host reachable', 'Key accepted', 'Organization visible', 'Verified domains', 'Directories', 'Account management', 'Key expiry', 'SCIM key accepted'
        $reached = $checks | Where-Object Check -EQ 'Host reachable'
        $reached.Status | Should -Be 'Fail'
        $reached.ErrorCode | Should -Be 'NetworkFailure'
        $reached.RecommendedAction | Should -Match '-Proxy'
        ($checks | Select-Object -Skip 2).Status | Select-Object -Unique | Should -Be 'Skipped'
        $Doctor.Streams.Error | Should -BeNullOrEmpty
    }

    It 'with 200 MB to say is not listened to for longer than 32 MB' {
        # Once, and what was on its way between two sockets.
        $Cases['200 MB'].Server.SentBytes | Should -BeLessThan 64MB
    }
}
