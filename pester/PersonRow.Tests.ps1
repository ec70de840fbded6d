# Who a row means: the lists that admins have, what Excel and mail do to their values, and every command that takes people.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox
    Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
    $script:Mia = Get-AtlassianUser 'mia.active@example.com'
    $script:Tom = Get-AtlassianUser 'many.tokens@example.com'
    $script:Alex = Get-AtlassianUser 'alex.kim@example.com'
    $script:Lists = Join-Path $PSScriptRoot '../tests/AtlassianAdmin.Tests/Lists'

    # The rows of a list, with the ids of this sandbox.
    function Import-List {
        param([string] $Name, [char] $Delimiter = ',')
        $file = Join-Path $TestDrive $Name
        $text = Get-Content -Raw -Encoding UTF8 (Join-Path $script:Lists $Name)
        Set-Content -NoNewline -Encoding UTF8 -LiteralPath $file -Value $text.Replace('{MIA}', $script:Mia.AccountId).Replace('{TOM}', $script:Tom.AccountId)
        Import-Csv -LiteralPath $file -Delimiter $Delimiter -Encoding UTF8
    }

    # What becomes of a row: whom it means, and the errors and warnings about it.
    function Resolve-Row {
        param($Row)
        $people = $Row | Get-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue -WarningVariable warnings
        [pscustomobject]@{ AccountId = @($people.AccountId); Code = @($errors | Get-Code); Message = @($errors | ForEach-Object { $_.ErrorDetails.Message }); Warning = @($warnings | ForEach-Object Message) }
    }

    # Requests that only read, though they are sent by POST.
    $script:Reading = '^GET |^POST [^ ]*(users/search|groups/search|workspaces|get-scim-links)'
}

AfterAll {
    Disconnect-AtlassianSite -All
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox $script:Sandbox
}

Describe 'A list as its program writes it' {
    BeforeDiscovery {
        $lists = @(
            @{ Name = 'managed-accounts.csv'; Id = 'Atlassian ID'; Address = 'Email' }
            @{ Name = 'export-users.csv'; Id = 'User id'; Address = 'email' }
            @{ Name = 'export-users-with-groups.csv'; Id = 'User id'; Address = 'email' }
            @{ Name = 'address-migration.csv'; Id = 'Atlassian ID'; Address = 'Current Email' }
            @{ Name = 'entra-graph.csv'; Address = 'Mail' }
            @{ Name = 'entra-portal.csv'; Address = 'mail' }
            @{ Name = 'active-directory.csv'; Address = 'mail' }
            @{ Name = 'exchange.csv'; Address = 'PrimarySmtpAddress' }
            @{ Name = 'hr-german.csv'; Address = 'E-Mail'; Delimiter = ';' }
            @{ Name = 'hr-workday.csv'; Address = 'Work Email' }
        )
        $withIds = $lists | Where-Object { $_.Id }
    }

    BeforeEach {
        $script:Rows = @(Import-List $Name $(if ($Delimiter) { $Delimiter } else { ',' }))
    }

    It '<Name> names the right people, without a word of doubt' -ForEach $lists {
        $found = Resolve-Row $Rows
        $found.AccountId | Sort-Object -Unique | Should -Be ($Mia.AccountId, $Tom.AccountId | Sort-Object)
        $found.AccountId | Should -HaveCount $Rows.Count
        $found.Code | Should -BeNullOrEmpty
        $found.Warning | Should -BeNullOrEmpty
    }

    It '<Name> makes one change of each person' -ForEach $lists {
        $changes = @($Rows | Disable-AtlassianUser -WhatIf -PassThru)
        $changes.AccountId | Should -Be $Mia.AccountId, $Tom.AccountId
        $changes.ErrorCode | Should -Be $null, $null
    }

    It '<Name> changes nobody when its ids and addresses are of different people' -ForEach $withIds {
        foreach ($row in $Rows) {
            $row.$Id = if ($row.$Id -eq $Mia.AccountId) { $Tom.AccountId } else { $Mia.AccountId }
        }
        $sent = Get-Request { $script:changes = $Rows | Disable-AtlassianUser -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable script:errors }
        $errors | Get-Code | Select-Object -Unique | Should -Be 'AmbiguousIdentity'
        $errors[0].ErrorDetails.Message | Should -Match $Mia.AccountId
        $errors[0].ErrorDetails.Message | Should -Match $Tom.AccountId
        $changes.Outcome | Select-Object -Unique | Should -Be 'Failed'
        $sent | Should -Not -Match 'lifecycle'
    }

    It '<Name> goes by the id where an address is nobody''s any more, and says so once' -ForEach $withIds {
        foreach ($row in $Rows) {
            $row.$Address = $row.$Address -replace '@', '.before@'
        }
        $changes = @($Rows | Disable-AtlassianUser -WhatIf -PassThru -WarningVariable warnings -WarningAction SilentlyContinue)
        $changes.AccountId | Should -Be $Mia.AccountId, $Tom.AccountId
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -Match 'mia\.active\.before@example\.com'
        $warnings[0] | Should -Match '^2 addresses'
    }

    It '<Name> names people whatever Excel has put around the values' -ForEach $lists {
        foreach ($row in $Rows) {
            $row.$Address = "$([char]0xFEFF)'$($row.$Address.ToUpperInvariant())$([char]0xA0)$([char]0x200B)"
            if ($Id) {
                $row.$Id = "$([char]0x200E)$([char]0x201C)$($row.$Id)$([char]0x201D) "
            }
        }
        $found = Resolve-Row $Rows
        $found.AccountId | Sort-Object -Unique | Should -Be ($Mia.AccountId, $Tom.AccountId | Sort-Object)
        $found.Code | Should -BeNullOrEmpty
    }
}

Describe 'A header' {
    It '<_> names the person by the account id, and is held against an address beside it' -ForEach @(
        'AccountId', 'Account ID', 'account_id', 'User id', 'User ID', 'Atlassian ID', 'Atlassian Account ID', 'AAID'
        'ACCOUNT-ID', 'user_id', 'USERID', 'atlassianId', 'ATLASSIAN_ACCOUNT_ID', 'Atlassian-ID', 'aaid', 'Atlassian user ID', '"Account ID"', " User$([char]0xA0)id ", "$([char]0xFEFF)AAID", "atlassian$([char]0x200B)id"
    ) {
        (Resolve-Row ([pscustomobject]@{ Number = '1'; $_ = $Mia.AccountId })).AccountId | Should -Be $Mia.AccountId
        (Resolve-Row @{ $_ = $Mia.AccountId; Email = $Mia.Email }).AccountId | Should -Be $Mia.AccountId
        $both = Resolve-Row ([pscustomobject]@{ $_ = $Mia.AccountId; Email = $Tom.Email })
        $both.AccountId | Should -BeNullOrEmpty
        $both.Code | Should -Be 'AmbiguousIdentity'
    }

    It '<_> names the person by the address, and is held against an id beside it' -ForEach @(
        'Email', 'email', 'E-mail', 'E-Mail', 'EmailAddress', 'Email address', 'E-mail address', 'User email', 'Mail', 'mail', 'Work email', 'Primary email', 'PrimarySmtpAddress', 'Current Email'
        'EMAIL', 'e_mail', "E$([char]0x2011)Mail", 'email-address', 'EMAIL_ADDRESS', 'workEmail', 'primary_email', 'Primary SMTP address', 'Business e-mail', 'Company Email', 'E-Mail-Adresse', 'Email Address [Required]', "$([char]0xFEFF)`"E-Mail`"", "Work$([char]0xA0)Email", "Mail$([char]0x200B)"
    ) {
        (Resolve-Row ([pscustomobject]@{ Number = '1'; $_ = $Mia.Email })).AccountId | Should -Be $Mia.AccountId
        $both = Resolve-Row ([pscustomobject]@{ $_ = $Tom.Email; AccountId = $Mia.AccountId })
        $both.AccountId | Should -BeNullOrEmpty
        $both.Code | Should -Be 'AmbiguousIdentity'
    }

    It '<_> names the person only when nothing else does' -ForEach @(
        'Old email', 'Login', 'UserPrincipalName', 'UPN'
        'old_email', 'OLD E-MAIL', 'Previous email', 'Former Email', 'Login name', 'User Login', 'user principal name', 'upn', 'Personal email', 'Alternate e-mail', 'Private Email'
    ) {
        (Resolve-Row ([pscustomobject]@{ Number = '1'; $_ = $Mia.Email })).AccountId | Should -Be $Mia.AccountId
        (Resolve-Row ([pscustomobject]@{ $_ = $Tom.Email; AccountId = $Mia.AccountId })).AccountId | Should -Be $Mia.AccountId
        (Resolve-Row ([pscustomobject]@{ $_ = $Tom.Email; Mail = $Mia.Email })).AccountId | Should -Be $Mia.AccountId
    }

    It '<_> names nobody' -ForEach @(
        'New Email', 'NewEmail', 'Target email', 'new_email', 'NEW E-MAIL ADDRESS', 'Target-Email'
        'Manager email', 'ManagerEmail', 'manager_e-mail', 'Email (Manager)', 'Supervisor Email', 'Approver email', 'Owner email', 'Manager Account ID', 'Employee ID', 'Email domain', 'Group id'
    ) {
        $alone = Resolve-Row ([pscustomobject]@{ $_ = $Tom.Email })
        $alone.Code | Should -Be 'InvalidIdentity'
        $alone.Message | Should -Match ([regex]::Escape($_))
        (Resolve-Row ([pscustomobject]@{ $_ = $Tom.Email; Email = $Mia.Email })).AccountId | Should -Be $Mia.AccountId
        (Resolve-Row ([pscustomobject]@{ $_ = $Tom.AccountId; Email = $Mia.Email })).AccountId | Should -Be $Mia.AccountId
    }
}

Describe 'A value' {
    It 'that is no id under "<Column>" is passed over: <Value>' -ForEach @(
        @{ Column = 'User ID'; Value = '10023' }
        @{ Column = 'User ID'; Value = 'E-4711' }
        @{ Column = 'User id'; Value = 'mactive' }
        @{ Column = 'user_id'; Value = '00u1abcd2EFGHIJKL3m4' }
        @{ Column = 'Account ID'; Value = 'ACC-2026-0001' }
        @{ Column = 'Account ID'; Value = '0012345678' }
        @{ Column = 'account_id'; Value = '2c1e6b1a-6b2a-4f8e-9f10-6d4f3d1f7a01' }
        @{ Column = 'Atlassian ID'; Value = 'pending' }
        @{ Column = 'AAID'; Value = 'n/a' }
        @{ Column = 'AccountId'; Value = '-' }
        @{ Column = 'AccountId'; Value = 'NULL' }
        @{ Column = 'AccountId'; Value = '#N/A' }
        @{ Column = 'Id'; Value = '2c1e6b1a-6b2a-4f8e-9f10-6d4f3d1f7a01' }
        @{ Column = 'id'; Value = '4711' }
        @{ Column = 'Identity'; Value = 'example.com/Users/Tom Tokens' }
        @{ Column = 'Identity'; Value = 'tom' }
    ) {
        (Resolve-Row ([pscustomobject]@{ $Column = $Value; Email = $Mia.Email })).AccountId | Should -Be $Mia.AccountId
        $alone = Resolve-Row ([pscustomobject]@{ $Column = $Value; Name = 'Mia Active' })
        $alone.AccountId | Should -BeNullOrEmpty
        $alone.Code | Should -Be 'InvalidIdentity'
        $alone.Message | Should -Match ([regex]::Escape($Column))
    }

    It 'of any form counts in a column that is just AccountId: <_>' -ForEach 'AccountId', 'accountid', 'ACCOUNTID', '"accountId"' {
        $row = [pscustomobject]@{ $_ = 'a-number-of-a-bill'; Email = $Mia.Email }
        (Resolve-Row $row).Code | Should -Be 'AmbiguousIdentity'
        ([pscustomobject]@{ $_ = 'a-number-of-a-bill' } | Get-AtlassianUserProfile -ErrorAction SilentlyContinue -ErrorVariable errors) | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'AccountNotFound'
    }

    It 'that Excel has made a number of is told, and the address beside it counts: <_>' -ForEach '7.12E+05', '7,12E+05', '5.57E+20:4f9acfd2-6155-419b-8de5-5b5cf27a59a0', '5.57058E+23', '6,1e+23', "'5.5706E+23", '1.0E+24', '557058111222333000000000', '4.2E+11', ' 9.99E+22 ' {
        $beside = Resolve-Row ([pscustomobject]@{ 'Atlassian ID' = $_; Email = $Mia.Email })
        $beside.AccountId | Should -Be $Mia.AccountId
        $beside.Warning | Should -HaveCount 1
        $beside.Warning | Should -Match 'Excel'
        $alone = Resolve-Row ([pscustomobject]@{ 'Atlassian ID' = $_ })
        $alone.Code | Should -Be 'InvalidIdentity'
        $alone.Message | Should -Match 'Excel'
    }

    It 'is an address through what mail and Excel put around it: <_>' -ForEach @(
        'mailto:mia.active@example.com', 'Mia Active <mia.active@example.com>', '"Active, Mia" <mia.active@example.com>', '<mia.active@example.com>', "'mia.active@example.com", 'MIA.ACTIVE@EXAMPLE.COM'
        "mia.active@example.com$([char]0xA0)", "$([char]0x200B)mia.active@example.com", "mia.$([char]0x200B)active@example.com", "$([char]0x200E)mia.active@example.com$([char]0x200F)", "$([char]0x201C)mia.active@example.com$([char]0x201D)", "$([char]0x201E)mia.active@example.com$([char]0x201C)"
        'mia.active@example.com;', 'mia.active@example.com,', '=""mia.active@example.com""', 'SMTP:mia.active@example.com', 'Mia Active (mia.active@example.com)', "mia.active@example.com`r`n"
    ) {
        (Resolve-Row ([pscustomobject]@{ 'E-Mail' = $_ })).AccountId | Should -Be $Mia.AccountId
        (Resolve-Row ([pscustomobject]@{ 'E-Mail' = $_; AccountId = $Tom.AccountId })).Code | Should -Be 'AmbiguousIdentity'
        (Resolve-Row $_).AccountId | Should -Be $Mia.AccountId
    }

    It 'that lists two people in one cell means neither: <_>' -ForEach 'mia.active@example.com; many.tokens@example.com', 'mia.active@example.com, many.tokens@example.com', 'Mia <mia.active@example.com>; Tom <many.tokens@example.com>', 'mia.active@example.com many.tokens@example.com' {
        $found = Resolve-Row ([pscustomobject]@{ Email = $_ })
        $found.Code | Should -Be 'AmbiguousIdentity'
        (Resolve-Row ([pscustomobject]@{ Email = $_; AccountId = $Mia.AccountId })).Code | Should -Be 'AmbiguousIdentity'
    }
}

Describe 'Columns that name two people' {
    It 'are refused, and both are named: <First> and <Second>' -ForEach @(
        @{ First = 'AccountId'; Second = 'Email' }
        @{ First = 'Atlassian ID'; Second = 'Email' }
        @{ First = 'Atlassian ID'; Second = 'Current Email' }
        @{ First = 'User id'; Second = 'email' }
        @{ First = 'AAID'; Second = 'Work email' }
        @{ First = 'AccountId'; Second = 'Atlassian ID' }
        @{ First = 'User ID'; Second = 'Account ID' }
        @{ First = 'Email'; Second = 'Mail' }
        @{ First = 'PrimarySmtpAddress'; Second = 'EmailAddress' }
        @{ First = 'Email'; Second = 'User ID' }
        @{ First = 'Identity'; Second = 'Email' }
        @{ First = 'Old email'; Second = 'Login' }
        @{ First = 'UPN'; Second = 'Login' }
        @{ First = 'E-Mail'; Second = 'E-mail address' }
    ) {
        foreach ($pair in @(, @($Mia, $Tom)) + @(, @($Tom, $Mia))) {
            $row = [ordered]@{ Row = 1 }
            $row[$First] = if ($First -match 'mail|address|login|upn') { $pair[0].Email } else { $pair[0].AccountId }
            $row[$Second] = if ($Second -match 'mail|address|login|upn') { $pair[1].Email } else { $pair[1].AccountId }
            $found = Resolve-Row ([pscustomobject]$row)
            $found.AccountId | Should -BeNullOrEmpty
            $found.Code | Should -Be 'AmbiguousIdentity'
            $found.Message | Should -Match $Mia.AccountId
            $found.Message | Should -Match $Tom.AccountId
        }
    }

    It 'are one person when one of the addresses is nobody''s, and that is told' {
        $found = Resolve-Row ([pscustomobject]@{ Email = $Mia.Email; 'Work email' = 'mia.typo@example.com' })
        $found.AccountId | Should -Be $Mia.AccountId
        $found.Warning | Should -HaveCount 1
        $found.Warning | Should -Match 'mia\.typo@example\.com'
    }

    It 'are nobody when none of the addresses is anybody''s' {
        (Resolve-Row ([pscustomobject]@{ Email = 'a.typo@example.com'; Mail = 'b.typo@example.com' })).Code | Should -Be 'IdentityNotFound'
        (Resolve-Row ([pscustomobject]@{ Email = 'a.typo@example.com'; UPN = $Mia.Email })).Code | Should -Be 'IdentityNotFound'
        (Resolve-Row ([pscustomobject]@{ Email = "a.typo@example.com; $($Mia.Email)" })).Code | Should -Be 'IdentityNotFound'
    }
}

Describe 'A name beside an address' {
    It 'fits when a word of it does: <_>' -ForEach 'Mia Active', 'ACTIVE, Mia', 'mia', 'Mía Schulz', 'Dr. Mia Müller-Active', "Mia$([char]0xA0)Active", 'active mia', 'MIA', 'Active', 'Míä Someone' {
        (Resolve-Row ([pscustomobject]@{ Name = $_; Email = $Mia.Email })).Warning | Should -BeNullOrEmpty
        (Resolve-Row ([pscustomobject]@{ 'User name' = "$_ X"; email = $Mia.Email })).Warning | Should -BeNullOrEmpty
    }

    It 'that fits nobody is told once a list, with a count, and changes nothing about who is meant' {
        $rows = foreach ($name in 'Tom Tokens', 'Mia Active', 'Somebody Else', 'Анна', 'Mia', 'Tokens') {
            [pscustomobject]@{ DisplayName = $name; Email = $Mia.Email }
        }
        $found = Resolve-Row $rows
        $found.AccountId | Should -HaveCount 6
        $found.Warning | Should -HaveCount 1
        $found.Warning | Should -Match '^In 4 rows the name does not fit the account: ''Tom Tokens'' is Mia Active'
    }

    It 'is no reason for a request' {
        $sent = Get-Request { [pscustomobject]@{ Name = 'Tom Tokens'; AccountId = $Mia.AccountId } | Get-AtlassianUserProfile }
        $sent | Should -HaveCount 1
    }

    It 'is told of the last rows of a list before anything about them is sent' {
        $events = [pscustomobject]@{ Name = 'Tom Tokens'; Email = $Mia.Email } | Disable-AtlassianUser -Verbose -Confirm:$false 4>&1 3>&1 |
            ForEach-Object { "$_" } | Where-Object { $_ -match 'lifecycle|name does not fit' }
        Enable-AtlassianUser $Mia
        $events[0] | Should -Match 'name does not fit'
        $events[-1] | Should -Match 'lifecycle'
    }
}

Describe 'Rows that name a person again' {
    AfterEach {
        Enable-AtlassianUser $Mia, $Tom
    }

    It 'are one change, by whichever column they name the person' {
        $rows = @(
            [pscustomobject]@{ 'Group name' = 'a'; 'User id' = $Mia.AccountId; email = $Mia.Email }
            [pscustomobject]@{ 'Group name' = 'b'; 'User id' = $Tom.AccountId; email = $Tom.Email }
            [pscustomobject]@{ 'Group name' = 'c'; 'User id' = $Mia.AccountId; email = $Mia.Email }
            [pscustomobject]@{ 'Group name' = 'd'; 'User id' = ''; email = $Mia.Email.ToUpperInvariant() }
            [pscustomobject]@{ 'Group name' = 'e'; 'User id' = $Mia.AccountId; email = '' }
        )
        $sent = Get-Request { $script:changes = $rows | Disable-AtlassianUser -PassThru -Confirm:$false }
        $changes.AccountId | Should -Be $Mia.AccountId, $Tom.AccountId
        $changes.Outcome | Should -Be 'Changed', 'Changed'
        @($sent | Where-Object { $_ -match 'lifecycle' }) | Should -HaveCount 2 -Because "$sent"
        @(Get-AtlassianChange -Last) | Should -HaveCount 2
    }

    It 'stay several where they ask for several things' {
        $rows = foreach ($title in 'Pilot', 'Cook', 'Cook') { [pscustomobject]@{ Email = $Mia.Email; JobTitle = $title } }
        $changes = @($rows | Set-AtlassianUserProfile -PassThru)
        $changes | Should -HaveCount 2
        (Get-AtlassianUserProfile $Mia).JobTitle | Should -Be 'Cook'
    }

    It 'that name nobody are one error' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Group = "g$_"; Email = 'nobody@example.com' } }
        $changes = @($rows | Disable-AtlassianUser -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors)
        $errors | Should -HaveCount 1
        $changes.Outcome | Should -Be 'Failed'
    }

    It 'are told with -Verbose, and a text that is given twice is meant twice' {
        $rows = 1..4 | ForEach-Object { [pscustomobject]@{ Group = "g$_"; Email = $Mia.Email } }
        $told = $rows | Disable-AtlassianUser -WhatIf -Verbose 4>&1 | ForEach-Object { "$_" }
        @($told | Where-Object { $_ -match '^3 rows name a person again' }) | Should -HaveCount 1
        ($Mia.Email, $Mia.Email | Disable-AtlassianUser -PassThru -Confirm:$false).Outcome | Should -Be 'Changed', 'AlreadyInState'
    }
}

Describe 'An object as a row: <What>' -ForEach @(
    @{ What = 'a user of Active Directory'; Make = {
            class FakeADUser { [string] $DistinguishedName; [bool] $Enabled; [string] $EmailAddress; [string] $mail; [string] $Name; [guid] $ObjectGUID; [string] $SamAccountName; [string] $UserPrincipalName }
            [FakeADUser]@{ DistinguishedName = 'CN=Mia'; EmailAddress = $Mia.Email; mail = $Mia.Email; Name = 'Mia Active'; ObjectGUID = [guid]::NewGuid(); SamAccountName = 'mia'; UserPrincipalName = $Tom.Email }
        }
    }
    @{ What = 'a user of Microsoft Graph'; Make = {
            class FakeGraphUser { [string] $Id; [string] $DisplayName; [string] $Mail; [string] $UserPrincipalName; [object] $AccountEnabled; [string[]] $OtherMails; [object] $Manager }
            [FakeGraphUser]@{ Id = [guid]::NewGuid(); DisplayName = 'Mia Active'; Mail = $Mia.Email; UserPrincipalName = 'mia@acme.onmicrosoft.com'; OtherMails = $Tom.Email }
        }
    }
    @{ What = 'a mailbox of Exchange'; Make = { [pscustomobject]@{ Identity = 'Mia Active'; Alias = 'mia'; PrimarySmtpAddress = $Mia.Email; DisplayName = 'Mia Active'; EmailAddresses = @("SMTP:$($Mia.Email)", "smtp:$($Tom.Email)") } } }
    @{ What = 'a hashtable'; Make = { @{ 'E-Mail' = $Mia.Email; Name = 'Mia Active' } } }
    @{ What = 'a dictionary'; Make = { $d = [System.Collections.Generic.Dictionary[string, string]]::new(); $d['atlassian_id'] = $Mia.AccountId; $d['Email'] = $Mia.Email; , $d } }
    @{ What = 'a data row'; Make = { $t = [System.Data.DataTable]::new(); [void]$t.Columns.Add('Account ID'); [void]$t.Columns.Add('Work Email'); [void]$t.Rows.Add([DBNull]::Value, $Mia.Email); $t.Rows[0] } }
    @{ What = 'a data row without a table of its own columns'; Make = { $t = [System.Data.DataTable]::new(); [void]$t.Columns.Add('AAID'); $r = $t.NewRow(); $r['AAID'] = $Mia.AccountId; $r } }
    @{ What = 'a mail address'; Make = { [mailaddress]"Mia Active <$($Mia.Email)>" } }
    @{ What = 'a list of one in a cell'; Make = { [pscustomobject]@{ Mail = @($Mia.Email) } } }
    @{ What = 'a person through a file'; Make = { $Mia | Export-Clixml (Join-Path $TestDrive 'p.xml'); Import-Clixml (Join-Path $TestDrive 'p.xml') } }
    @{ What = 'a person through JSON'; Make = { $Mia | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue | ConvertFrom-Json } }
    @{ What = 'a person through CSV'; Make = { $Mia | ConvertTo-Csv | ConvertFrom-Csv } }
    @{ What = 'a person through Select-Object'; Make = { $Mia | Select-Object Email, Name, Status } }
    @{ What = 'a profile through a file'; Make = { Get-AtlassianUserProfile $Mia | Export-Clixml (Join-Path $TestDrive 'f.xml'); Import-Clixml (Join-Path $TestDrive 'f.xml') } }
    @{ What = 'a permission through JSON'; Make = { Get-AtlassianUserPermission $Mia -Privilege 'email.set' | ConvertTo-Json | ConvertFrom-Json } }
    @{ What = 'an activity through CSV'; Make = { Get-AtlassianUserActivity $Mia | ConvertTo-Csv | ConvertFrom-Csv } }
    @{ What = 'a change through CSV'; Make = { Disable-AtlassianUser $Mia -WhatIf -PassThru | ConvertTo-Csv | ConvertFrom-Csv } }
    @{ What = 'a change through a file'; Make = { Disable-AtlassianUser $Mia -WhatIf -PassThru | Export-Clixml (Join-Path $TestDrive 'c.xml'); Import-Clixml (Join-Path $TestDrive 'c.xml') } }
    @{ What = 'a planned person'; Make = { (New-AtlassianOffboardingPlan $Mia).People[0] } }
    @{ What = 'an inactive person'; Make = { $who = Get-AtlassianInactiveUser -ListsOnly | Select-Object -First 1; $who | Should -Not -BeNullOrEmpty; $script:Expected = $who.AccountId; $who } }
    @{ What = 'an exposed token'; Make = { $e = Get-AtlassianCredentialExposure | Where-Object Kind -EQ 'ApiToken' | Select-Object -First 1; $script:Expected = $e.AccountId; $e } }
    @{ What = 'a managed account through Select-Object'; Make = { Get-AtlassianUser -ManagedAccount | Where-Object Email -EQ $Mia.Email | Select-Object AccountId, Email } }
) {
    It 'is the person' {
        $script:Expected = $Mia.AccountId
        $row = & $Make
        (, $row | Get-AtlassianUserProfile -WarningVariable warnings).AccountId | Should -Be $Expected
        $warnings | Should -BeNullOrEmpty
        (Get-AtlassianUserProfile -Identity $row).AccountId | Should -Be $Expected
    }
}

Describe 'An object that is no person' {
    It 'is refused, also after a file: <What>' -ForEach @(
        @{ What = 'a group'; Make = { Get-AtlassianGroup | Select-Object -First 1 } }
        @{ What = 'a directory'; Make = { Get-AtlassianDirectory | Select-Object -First 1 } }
        @{ What = 'an organization'; Make = { Get-AtlassianOrganization } }
        @{ What = 'a key'; Make = { Get-AtlassianApiKey | Select-Object -First 1 } }
        @{ What = 'a product'; Make = { Get-AtlassianWorkspace | Select-Object -First 1 } }
        @{ What = 'a role of a group'; Make = { Get-AtlassianGroup | Get-AtlassianGroupRole | Select-Object -First 1 } }
        @{ What = 'a change of a group'; Make = { Remove-AtlassianGroup (Get-AtlassianGroup | Where-Object ExternalSynced -EQ $false | Select-Object -First 1) -WhatIf -PassThru } }
    ) {
        $thing = & $Make
        $thing | Should -Not -BeNullOrEmpty
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($thing))
        foreach ($given in $thing, $copy) {
            $given | Disable-AtlassianUser -WhatIf -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'InvalidIdentity'
        }
    }
}

Describe 'A list that was read in a wrong way' {
    It 'is one error, with the columns that it has and what to do: <Name>' -ForEach @(
        @{ Name = 'hr-german.csv'; Delimiter = ','; Says = "'Name;E-Mail;Abteilung;Austritt'"; Next = "-Delimiter ';'" }
        @{ Name = 'managed-accounts.csv'; Delimiter = ';'; Says = "'Name,Email,Atlassian ID,"; Next = "-Delimiter ','" }
        @{ Name = 'hr-workday.csv'; Delimiter = "`t"; Says = "'Employee ID,Legal Name,Work Email,"; Next = "-Delimiter ','" }
    ) {
        $rows = @(Import-List $Name $Delimiter) * 40
        foreach ($script in { $rows | Get-AtlassianUser @quiet }, { $rows | Disable-AtlassianUser -WhatIf @quiet }, { $rows | New-AtlassianOffboardingPlan @quiet | Out-Null }) {
            $quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'script:errors'; WarningAction = 'SilentlyContinue'; WarningVariable = 'script:warnings' }
            $script:errors = $script:warnings = @()
            . $script
            if ("$script" -notmatch 'Plan') {
                $errors | Get-Code | Should -Be 'InvalidIdentity'
                $errors[0].ErrorDetails.Message | Should -Match ([regex]::Escape($Says))
                $errors[0].ErrorDetails.Message | Should -Match ([regex]::Escape($Next))
            }
            @($warnings) -match '^79 more rows have the same columns' | Should -HaveCount 1
        }
    }

    It 'is told with its columns, quoted, when no column is known' {
        $rows = 1..25 | ForEach-Object { [pscustomobject]@{ Person = "Mia $_"; Kontakt = 'mia.active@example.com' } }
        $changes = @($rows | Disable-AtlassianUser -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue -WarningVariable warnings)
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        $errors[0].ErrorDetails.Message | Should -Match "'Person', 'Kontakt'"
        $changes.Outcome | Should -Be 'Failed'
        @($warnings) -match '^24 more rows' | Should -HaveCount 1
        @($warnings) -match "'Kontakt' has ids or addresses .* -IdentityColumn" | Should -HaveCount 1
    }
}

Describe '-IdentityColumn' {
    It 'names the only column that counts: <Column>' -ForEach @(
        @{ Column = 'Kontakt'; Row = { @{ Kontakt = $Mia.Email; Email = $Tom.Email } } }
        @{ Column = 'kon-takt'; Row = { [pscustomobject]@{ Kontakt = $Mia.AccountId; Mail = $Tom.Email } } }
        @{ Column = 'Manager email'; Row = { [pscustomobject]@{ Email = $Tom.Email; 'Manager Email' = $Mia.Email } } }
        @{ Column = 'Old email'; Row = { [pscustomobject]@{ 'Old email' = $Mia.Email; Email = $Tom.Email } } }
        @{ Column = 'New Email'; Row = { @{ 'New Email' = $Mia.Email; AccountId = $Tom.AccountId } } }
    ) {
        $row = & $Row
        (, $row | Get-AtlassianUser -IdentityColumn $Column).AccountId | Should -Be $Mia.AccountId
        (, $row | Disable-AtlassianUser -IdentityColumn $Column -WhatIf -PassThru).AccountId | Should -Be $Mia.AccountId
    }

    It 'that is not there is one error a list' {
        $rows = 1..9 | ForEach-Object { [pscustomobject]@{ Email = $Mia.Email; Name = 'x' } }
        $rows | Get-AtlassianUser -IdentityColumn 'Kontakt' -ErrorAction SilentlyContinue -ErrorVariable errors -WarningAction SilentlyContinue
        $errors | Get-Code | Should -Be 'InvalidIdentity'
        $errors[0].ErrorDetails.Message | Should -Match "no column 'Kontakt'.*'Email', 'Name'"
    }

    It 'says nothing of a text or a person' {
        ($Mia.Email, $Mia | Get-AtlassianUser -IdentityColumn 'Kontakt').AccountId | Should -Be $Mia.AccountId, $Mia.AccountId
    }
}

Describe 'Blank rows and repeated headers' {
    It 'are skipped, and counted in one line each' {
        $blank = [pscustomobject]@{ Name = ''; 'E-Mail' = " $([char]0xA0)"; Abteilung = $null }
        $header = [pscustomobject]@{ Name = 'Name'; 'E-Mail' = 'E-Mail'; Abteilung = 'Abteilung' }
        $person = [pscustomobject]@{ Name = 'Mia'; 'E-Mail' = $Mia.Email; Abteilung = 'IT' }
        $changes = @($blank, $person, $header, $blank, $blank | Disable-AtlassianUser -WhatIf -PassThru -ErrorVariable errors -WarningAction SilentlyContinue -WarningVariable warnings)
        $changes.AccountId | Should -Be $Mia.AccountId
        $errors | Should -BeNullOrEmpty
        "$warnings" | Should -Be '3 blank rows were skipped. 1 row repeats the headers and was skipped.'
        @($blank, $blank | Get-AtlassianUser -ErrorVariable errors -WarningAction SilentlyContinue) | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }
}

Describe 'Columns that are not read' {
    It 'are one warning a list when people are in them' {
        $rows = 1..30 | ForEach-Object { [pscustomobject]@{ Email = $Mia.Email; Kontakt = $Tom.Email; Assignee = $Tom.AccountId; 'Manager email' = $Tom.Email; 'New Email' = 'x@example.com' } }
        $found = Resolve-Row $rows
        $found.AccountId | Select-Object -Unique | Should -Be $Mia.AccountId
        $found.Warning | Should -HaveCount 1
        $found.Warning | Should -Match "^The columns 'Kontakt', 'Assignee' have ids or addresses of people"
    }
}

Describe 'Every parameter that takes people' {
    BeforeDiscovery {
        $parameters = @(
            @{ Command = 'Add-AtlassianGroupMember'; With = { @{ Group = $Group } } }
            @{ Command = 'Disable-AtlassianUser' }
            @{ Command = 'Enable-AtlassianUser' }
            @{ Command = 'Get-AtlassianApiToken' }
            @{ Command = 'Get-AtlassianCredentialExposure' }
            @{ Command = 'Get-AtlassianCredentialExposure'; Parameter = 'Leaving' }
            @{ Command = 'Get-AtlassianDirectory' }
            @{ Command = 'Get-AtlassianEvent'; Parameter = 'Actor' }
            @{ Command = 'Get-AtlassianEvent'; Parameter = 'Target' }
            @{ Command = 'Get-AtlassianGroup'; Parameter = 'Member' }
            @{ Command = 'Get-AtlassianScimLink' }
            @{ Command = 'Get-AtlassianUser' }
            @{ Command = 'Get-AtlassianUserActivity' }
            @{ Command = 'Get-AtlassianUserOverview' }
            @{ Command = 'Get-AtlassianUserPermission' }
            @{ Command = 'Get-AtlassianUserProfile' }
            @{ Command = 'Get-AtlassianUserRole' }
            @{ Command = 'Get-AtlassianUserToken' }
            @{ Command = 'Grant-AtlassianUserRole'; With = { @{ Role = 'atlassian/org-admin' } } }
            @{ Command = 'Remove-AtlassianDirectoryUser' }
            @{ Command = 'Remove-AtlassianGroupMember'; With = { @{ Group = $Group } } }
            @{ Command = 'Remove-AtlassianScimLink' }
            @{ Command = 'Remove-AtlassianScimRecord' }
            @{ Command = 'Remove-AtlassianUser' }
            @{ Command = 'Restore-AtlassianUser' }
            @{ Command = 'Resume-AtlassianUser' }
            @{ Command = 'Revoke-AtlassianApiToken'; With = { @{ TokenId = 'no-such-token' } } }
            @{ Command = 'Revoke-AtlassianUserRole'; With = { @{ Role = 'atlassian/org-admin' } } }
            @{ Command = 'Revoke-AtlassianUserToken'; With = { @{ All = $true } } }
            @{ Command = 'Set-AtlassianUserEmail'; With = { @{ NewEmail = 'mia.moved@example.com' } } }
            @{ Command = 'Set-AtlassianUserProfile'; With = { @{ JobTitle = 'Pilot' } } }
            @{ Command = 'Suspend-AtlassianUser' }
            @{ Command = 'Undo-AtlassianChange'; With = { @{ JournalPath = $Journal } } }
            @{ Command = 'Add-AtlassianSiteGroupMember'; With = { @{ Group = $SiteGroup } } }
            @{ Command = 'Get-AtlassianSiteGroup'; Parameter = 'Member' }
            @{ Command = 'Get-AtlassianSiteUser' }
            @{ Command = 'Remove-AtlassianSiteGroupMember'; With = { @{ Group = $SiteGroup } } }
        )
        $scim = @(
            @{ Command = 'Add-AtlassianScimGroupMember'; With = { @{ Group = $ScimGroup } } }
            @{ Command = 'Disable-AtlassianScimUser' }
            @{ Command = 'Enable-AtlassianScimUser' }
            @{ Command = 'Get-AtlassianScimUser' }
            @{ Command = 'New-AtlassianScimGroup'; Parameter = 'Member'; With = { @{ Name = 'never-made' } } }
            @{ Command = 'Remove-AtlassianScimGroupMember'; With = { @{ Group = $ScimGroup } } }
            @{ Command = 'Remove-AtlassianScimUser' }
            @{ Command = 'Set-AtlassianScimGroup'; Parameter = 'Member'; With = { @{ Group = $ScimGroup } } }
            @{ Command = 'Set-AtlassianScimUser'; With = { @{ JobTitle = 'Pilot' } } }
        )
        $elsewhere = 'Connect-AtlassianOrganization', 'Connect-AtlassianSite', 'New-AtlassianOffboardingPlan', 'New-AtlassianUserInvitation', 'Compare-AtlassianUser', 'New-AtlassianEmailMovePlan'
        $known = @($parameters; $scim) | ForEach-Object { "$($_.Command) -$(if ($_.Parameter) { $_.Parameter } else { 'Identity' })" }
    }

    BeforeAll {
        Connect-AtlassianSite $Sandbox.Uri -Email $Sandbox.AdminEmail -ApiToken $Sandbox.PersonalToken
        Connect-AtlassianScimDirectory $Sandbox.ScimDirectoryId -ApiKey $Sandbox.ScimApiKey
        $script:Group = Get-AtlassianGroup | Where-Object ExternalSynced -EQ $false | Select-Object -First 1
        $script:SiteGroup = $Group.Name
        $script:ScimGroup = (Get-AtlassianScimGroup | Select-Object -First 1).Name
        $script:Sina, $script:Sid = Get-AtlassianScimUser 'scim.managed@example.com', 'scim.disabled@example.com'
        $script:Journal = Join-Path $TestDrive 'undo.jsonl'
        $connection = Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri -JournalPath $Journal -Name 'journaled' -PassThru
        foreach ($person in $Mia, $Tom) {
            Disable-AtlassianUser $person -Connection $connection
            Enable-AtlassianUser $person -Connection $connection
        }
        Disconnect-AtlassianOrganization -Connection $connection
        Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
        Connect-AtlassianScimDirectory $Sandbox.ScimDirectoryId -ApiKey $Sandbox.ScimApiKey

        # Runs a command for a row and returns what it sent; the errors are in $errors.
        function Send-Row {
            param($Command, $Parameter, $With, $Row)
            $given = if ($With) { & $With } else { @{} }
            $given[$(if ($Parameter) { $Parameter } else { 'Identity' })] = $Row
            if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) {
                $given['Confirm'] = $false
            }
            Get-Request {
                try {
                    & $Command @given -ErrorAction SilentlyContinue -ErrorVariable script:errors -WarningAction SilentlyContinue
                }
                catch {
                    # Of a list that is one thing, such as the members of a group, one fault is the end.
                    $script:errors = @($_)
                }
            }
        }
    }

    It 'is in this list' -ForEach @{ Known = $known; Elsewhere = $elsewhere } {
        foreach ($command in Get-Command -Module AtlassianAdmin | Where-Object Name -NotIn $Elsewhere) {
            foreach ($parameter in $command.Parameters.Values | Where-Object { "$($_.ParameterType)" -match 'UserIdentity' }) {
                $Known | Should -Contain "$($command.Name) -$($parameter.Name)"
            }
        }
    }

    It '<Command> <Parameter> refuses columns that name two people, and sends nothing' -ForEach $parameters {
        # The site hides the address of one of them.
        $other = if ($Command -match 'Site') { $Alex } else { $Tom }
        foreach ($row in @{ AccountId = $Mia.AccountId; Email = $other.Email }, [pscustomobject]@{ Email = $Mia.Email; 'Atlassian ID' = $other.AccountId }, @{ AAID = $Mia.AccountId; 'User id' = $other.AccountId }, @{ Mail = $other.Email; Email = $Mia.Email }) {
            $sent = Send-Row $Command $Parameter $With $row
            $errors | Get-Code | Select-Object -Unique | Should -Be 'AmbiguousIdentity'
            $errors[0].ErrorDetails.Message | Should -Match $Mia.AccountId
            $errors[0].ErrorDetails.Message | Should -Match $other.AccountId
            @($sent) -notmatch $Reading | Should -BeNullOrEmpty
        }
    }

    It '<Command> <Parameter> refuses columns that name two records, and sends nothing' -ForEach $scim {
        foreach ($row in @(
                @{ AccountId = $Sina.AccountId; Email = $Sid.Email }
                [pscustomobject]@{ ScimUserId = $Sid.ScimUserId; AccountId = $Sina.AccountId }
                @{ ScimUserId = $Sina.ScimUserId; Email = $Sid.Email }
                @{ UserName = $Sina.UserName; 'Atlassian ID' = $Sid.AccountId }
                @{ 'Work email' = $Sina.Email; UserName = $Sid.UserName }
            )) {
            $sent = Send-Row $Command $Parameter $With $row
            $errors | Get-Code | Select-Object -Unique | Should -Be 'AmbiguousIdentity'
            $errors[0].ErrorDetails.Message | Should -Match $Sina.ScimUserId
            $errors[0].ErrorDetails.Message | Should -Match $Sid.ScimUserId
            @($sent) -notmatch $Reading | Should -BeNullOrEmpty
        }
    }

    It '-ProtectedIdentity refuses columns that name two people' {
        { Connect-AtlassianOrganization -Sandbox -ProtectedIdentity @{ AccountId = $Mia.AccountId; Email = $Tom.Email } -ErrorAction Stop } | Should -Throw -ErrorId 'AmbiguousIdentity,*'
        Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
        Connect-AtlassianScimDirectory $Sandbox.ScimDirectoryId -ApiKey $Sandbox.ScimApiKey
        { Connect-AtlassianSite $Sandbox.Uri -Email $Sandbox.AdminEmail -ApiToken $Sandbox.PersonalToken -ProtectedIdentity @{ 'Atlassian ID' = $Mia.AccountId; Email = $Alex.Email } } | Should -Throw -ErrorId 'AmbiguousIdentity,*'
    }

    It 'of a plan refuses columns that name two people' {
        $plan = @{ AccountId = $Mia.AccountId; Email = $Tom.Email }, $Mia | New-AtlassianOffboardingPlan -WarningAction SilentlyContinue
        $plan.People.Decision | Should -Contain 'Refused'
        @($plan.People | Where-Object Decision -NE 'Refused').AccountId | Should -Be $Mia.AccountId
    }

    It 'of a SCIM directory takes an address that is the user name of one record and the address of another as neither' {
        $made = New-AtlassianScimUser 'shared.name@example.com' 'the.owner.of.none@example.com'
        $owner = New-AtlassianScimUser 'owner' 'shared.name@example.com'
        try {
            foreach ($given in 'shared.name@example.com', @{ Email = 'shared.name@example.com' }, @{ Login = 'shared.name@example.com' }) {
                Remove-AtlassianScimUser $given -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
                $errors | Get-Code | Should -Be 'AmbiguousIdentity'
                $errors[0].ErrorDetails.Message | Should -Match $made.ScimUserId
                $errors[0].ErrorDetails.Message | Should -Match $owner.ScimUserId
            }
            (Get-AtlassianScimUser @{ ScimUserId = $owner.ScimUserId; Email = 'shared.name@example.com' }).ScimUserId | Should -Be $owner.ScimUserId
            @(Get-AtlassianScimUser $made, $owner) | Should -HaveCount 2
        }
        finally {
            Remove-AtlassianScimUser $made, $owner -Confirm:$false
        }
    }

    It 'of a SCIM directory takes everything that names one record' {
        foreach ($row in $Sina, @{ ScimUserId = $Sina.ScimUserId; AccountId = $Sina.AccountId; Email = $Sina.Email; UserName = $Sina.UserName }, ($Sina | ConvertTo-Csv | ConvertFrom-Csv), @{ 'Atlassian ID' = $Sina.AccountId; 'E-Mail' = $Sina.Email.ToUpperInvariant() }, @{ Email = $Sina.Email; 'User ID' = 'E4711' }) {
            (Get-AtlassianScimUser $row).ScimUserId | Should -Be $Sina.ScimUserId
        }
        Get-AtlassianScimUser @{ ScimUserId = $Sina.ScimUserId; Email = 'sina.before@example.com' } -WarningVariable warnings -WarningAction SilentlyContinue | ForEach-Object ScimUserId | Should -Be $Sina.ScimUserId
        $warnings | Should -Match 'sina\.before@example\.com'
    }
}

Describe 'What a row does not ask for' {
    AfterEach {
        Set-AtlassianUserProfile $Mia -Name 'Mia Active'
    }

    It 'is not changed when a field is typed: <Typed>' -ForEach @(
        @{ Typed = 'TimeZone'; Value = 'Europe/Berlin'; Row = @{ Name = 'Mia OldName' } }
        @{ Typed = 'JobTitle'; Value = 'Pilot'; Row = @{ Name = 'Mia OldName'; Department = 'Old' } }
        @{ Typed = 'Department'; Value = 'Flight'; Row = @{ Name = 'Mia OldName'; JobTitle = 'Old'; Organization = 'Old' } }
        @{ Typed = 'Locale'; Value = 'de-DE'; Row = @{ Name = 'Mia OldName'; Location = 'Old'; Nickname = 'Old' } }
    ) {
        $before = Get-AtlassianUserProfile $Mia
        $columns = $Row + @{ Email = $Mia.Email }
        $field = @{ $Typed = $Value }
        [pscustomobject]$columns | Set-AtlassianUserProfile @field
        $after = Get-AtlassianUserProfile $Mia
        $after.$Typed | Should -Be $Value
        foreach ($column in $Row.Keys) {
            $after.$column | Should -Be $before.$column
        }
    }

    It 'loses the blanks at its ends' {
        [pscustomobject]@{ Email = $Mia.Email; JobTitle = " Pilot$([char]0xA0)" } | Set-AtlassianUserProfile
        (Get-AtlassianUserProfile $Mia).JobTitle | Should -BeExactly 'Pilot'
        Set-AtlassianUserProfile $Mia -JobTitle "  Cook `t"
        (Get-AtlassianUserProfile $Mia).JobTitle | Should -BeExactly 'Cook'
        { Set-AtlassianUserProfile $Mia -JobTitle '  ' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidField,*'
        { Set-AtlassianScimUser 'scim.managed@example.com' -JobTitle '  ' -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidField,*'
        Set-AtlassianScimUser 'scim.managed@example.com' -JobTitle '  Pilot '
        (Get-AtlassianScimUser 'scim.managed@example.com').JobTitle | Should -BeExactly 'Pilot'
    }

    It 'is a new address only in a column that says so: <Column>' -ForEach @(
        @{ Column = 'New Email' }, @{ Column = 'NewEmail' }, @{ Column = 'Target email' }, @{ Column = 'new_email' }, @{ Column = 'NEW E-MAIL' }, @{ Column = 'New email address' }
    ) {
        $row = [pscustomobject]@{ Name = 'Mia Active'; 'Atlassian ID' = $Mia.AccountId; 'Current Email' = $Mia.Email; $Column = " mia.moved@example.com$([char]0xA0)" }
        $change = $row | Set-AtlassianUserEmail -PassThru
        $change.Outcome | Should -Be 'Changed'
        (Get-AtlassianUser $Mia.AccountId).Email | Should -Be 'mia.moved@example.com'
        Set-AtlassianUserEmail $Mia.AccountId $Mia.Email
    }

    It 'is no new address at all: a row without one, or with two' {
        [pscustomobject]@{ Email = $Mia.Email } | Set-AtlassianUserEmail -ErrorAction SilentlyContinue -ErrorVariable errors
        [pscustomobject]@{ Email = $Mia.Email; 'New Email' = 'a@example.com'; 'Target email' = 'b@example.com' } | Set-AtlassianUserEmail -ErrorAction SilentlyContinue -ErrorVariable +errors
        $errors | Get-Code | Should -Be 'InvalidField', 'InvalidField'
        (Get-AtlassianUser $Mia.AccountId).Email | Should -Be $Mia.Email
    }
}

Describe 'Get-AtlassianCredentialExposure' {
    It 'filters by whom it is given: <How>' -ForEach @(
        @{ How = 'a name'; Get = { Get-AtlassianCredentialExposure 'many.tokens@example.com' } }
        @{ How = 'the pipeline'; Get = { 'many.tokens@example.com' | Get-AtlassianCredentialExposure } }
        @{ How = 'a row'; Get = { [pscustomobject]@{ 'Atlassian ID' = $Tom.AccountId; Email = $Tom.Email } | Get-AtlassianCredentialExposure } }
        @{ How = 'a person'; Get = { $Tom | Get-AtlassianCredentialExposure } }
    ) {
        $found = @(& $Get)
        $found.Count | Should -BeGreaterThan 0
        $found.AccountId | Select-Object -Unique | Should -Be $Tom.AccountId
        $found.Risk -match 'OwnerLeaving' | Should -BeNullOrEmpty
    }

    It 'tells of nobody when nobody is found, or the list is empty' {
        Get-AtlassianCredentialExposure 'nobody@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'IdentityNotFound'
        @() | Get-AtlassianCredentialExposure | Should -BeNullOrEmpty
    }

    It 'takes who is leaving by name only, and tells of their tokens beside the others' {
        $parameter = (Get-Command Get-AtlassianCredentialExposure).Parameters['Leaving']
        $parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] } |
            Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName -or $_.Position -ge 0 } | Should -BeNullOrEmpty
        (Get-Command Get-AtlassianCredentialExposure).Parameters['Identity'].Aliases | Should -Not -Contain 'Leaving'
        $all = @(Get-AtlassianCredentialExposure)
        $leaving = @(Get-AtlassianCredentialExposure -Leaving $Tom)
        $leaving.Count | Should -BeGreaterThan $all.Count
        @($leaving | Where-Object Risk -Match 'OwnerLeaving').AccountId | Select-Object -Unique | Should -Be $Tom.AccountId
        @(Get-AtlassianCredentialExposure $Tom -Leaving $Tom).Risk -notmatch 'OwnerLeaving' | Should -BeNullOrEmpty
    }
}

Describe 'Revoking tokens' {
    It '<_> asks before it does' -ForEach 'Revoke-AtlassianUserToken', 'Revoke-AtlassianApiToken', 'Revoke-AtlassianApiKey', 'Invoke-AtlassianPlan' {
        $attribute = (Get-Command $_).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }
}
