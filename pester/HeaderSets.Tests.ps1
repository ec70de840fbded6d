# The headers of the lists that admins have, a row each: whom the list means, with what is said about it.
BeforeDiscovery {
    $guid = '2c1e6b1a-6b2a-4f8e-9f10-6d4f3d1f7a01'
    # In a line {MIA} and {TOM} are account ids, mia@ and tom@ the addresses. Of each list the second line is Tom's.
    $lists = @(
        # As admin.atlassian.com, Entra, Active Directory, Exchange and HR write them.
        @{ From = 'admin.atlassian.com, managed accounts'; Header = 'Name,Email,Atlassian ID,Status,Last active date [UTC],Jira,Confluence'; Lines = 'Mia Active,mia@,{MIA},Active,2026-06-30,acme,', 'Tom Tokens,tom@,{TOM},Active,,acme,acme' }
        @{ From = 'admin.atlassian.com, users'; Header = '"User id","User name","email","User status","Added to org","Org role","Jira - acme","Last seen in Jira - acme"'; Lines = '"{MIA}","Mia Active","mia@","Active","07 May 2024","None","User","12 Nov 2025"', '"{TOM}","Tom Tokens","tom@","Suspended","07 May 2024","User","None","Never accessed"' }
        @{ From = 'admin.atlassian.com, users with groups'; Header = '"Group id","Group name","User id","User name","email","User status"'; Lines = '"36885b3c-1bf0-4f85-a357-c5b858c31de4","jira-users","{MIA}","Mia Active","mia@","Active"', '"36885b3c-1bf0-4f85-a357-c5b858c31de4","jira-users","{TOM}","Tom Tokens","tom@","Active"' }
        @{ From = 'a migration of addresses'; Header = 'Name,Atlassian ID,Current Email,New Email'; Lines = 'Mia Active,{MIA},mia@,tom@', 'Tom Tokens,{TOM},tom@,mia@' }
        @{ From = 'Entra, Get-MgUser'; Header = 'Id,DisplayName,Mail,UserPrincipalName,AccountEnabled'; Lines = "$guid,Mia Active,mia@,tom@,True", "$guid,Tom Tokens,tom@,mia@,False" }
        @{ From = 'Entra, portal'; Header = 'userPrincipalName,displayName,surname,mail,givenName,id,userType,accountEnabled'; Lines = "mia_acme#EXT#@acme.onmicrosoft.com,Mia Active,Active,mia@,Mia,$guid,Guest,true", "tom@acme.onmicrosoft.com,Tom Tokens,Tokens,tom@,Tom,$guid,Member,false" }
        @{ From = 'Entra, with other mails'; Header = 'Id,Mail,OtherMails,UserPrincipalName'; Lines = "$guid,mia@,tom@,mia@acme.onmicrosoft.com", "$guid,tom@,mia@,tom@acme.onmicrosoft.com" }
        @{ From = 'Entra, of people without a mailbox'; Header = 'Id,DisplayName,Mail,UserPrincipalName'; Lines = "$guid,Mia Active,,mia@", "$guid,Tom Tokens,,tom@" }
        @{ From = 'Active Directory, Get-ADUser'; Header = '"SamAccountName","UserPrincipalName","mail","Enabled","ObjectGUID"'; Lines = "`"mia`",`"tom@`",`"mia@`",`"True`",`"$guid`"", "`"tom`",`"tom@acme.local`",`"tom@`",`"False`",`"$guid`"" }
        @{ From = 'Active Directory, -Properties EmailAddress'; Header = 'SamAccountName,UserPrincipalName,EmailAddress,Enabled,ObjectGUID'; Lines = "mia,mia@acme.local,mia@,True,$guid", "tom,mia@,tom@,True,$guid" }
        @{ From = 'Exchange, Get-Mailbox'; Header = 'Identity,PrimarySmtpAddress,DisplayName'; Lines = 'acme.local/Users/Mia Active,mia@,Mia Active', 'Tom Tokens,tom@,Tom Tokens' }
        @{ From = 'HR, German Excel'; Delimiter = ';'; Header = 'Name;E-Mail;Abteilung;Austritt'; Lines = 'Active, Mia;mia@;Buchf\u00FChrung;31.12.2026', 'Tokens, Tom;tom@ ;Einkauf;' }
        @{ From = 'HR, like Workday'; Header = 'Employee ID,Legal Name,Work Email,Termination Date,Manager Email'; Lines = '10023,Mia Active,mia@,2026-12-31,tom@', '10024,Tom Tokens,tom@,,mia@' }

        # Of the same kind, made up here.
        @{ From = 'a script that writes snake case'; Header = 'account_id,display_name,email_address'; Lines = '{MIA},Mia Active,mia@', '{TOM},Tom Tokens,tom@' }
        @{ From = 'a script that writes kebab case'; Header = 'atlassian-account-id,e-mail'; Lines = '{MIA},mia@', '{TOM},tom@' }
        @{ From = 'a data base in capitals'; Delimiter = '|'; Header = 'ATLASSIAN_ID|E_MAIL_ADDRESS|LAST_LOGIN'; Lines = '{MIA}|MIA@|2026-01-01', '{TOM}|TOM@|' }
        @{ From = 'a list of account ids alone'; Header = 'AAID'; Lines = '{MIA}', '{TOM}' }
        @{ From = 'a list of addresses alone'; Header = 'User email'; Lines = 'mia@', 'tom@' }
        @{ From = 'a list with non-breaking and zero-width blanks'; Delimiter = "`t"; Header = "Atlassian\u00A0ID`tE\u2011mail\u200B`tNo."; Lines = "\u200E{MIA}\u00A0`t\u00A0mia@\u200B`t1", "{TOM}\u200F`t\u2060tom@\u00A0`t2" }
        @{ From = 'a list whose first cell has a second mark of order'; Header = '\uFEFFUser id,Email'; Lines = '{MIA},mia@', '{TOM},tom@' }
        @{ From = 'a list with smart quotes'; Header = '\u201CAccount ID\u201D,\u201CEmail\u201D'; Lines = '\u201C{MIA}\u201D,\u2018mia@\u2019', '\u201E{TOM}\u201C,\u00ABtom@\u00BB' }
        @{ From = 'a list that Excel kept text by apostrophes'; Header = "'Atlassian ID,'Email"; Lines = "'{MIA},'mia@", "'{TOM},'tom@" }
        @{ From = 'a list whose ids have become capitals'; Header = 'USER ID,EMAIL'; Lines = '{MIA^},MIA@', '{TOM^},TOM@' }
        @{ From = 'a list with numbers of employees and of bills'; Header = 'User ID,Account ID,Login,Work email'; Lines = '10023,0012-77,tom@,mia@', 'E-4711,ACC-1,mia@,tom@' }
        @{ From = 'a list of other people''s, too'; Header = 'Work E-Mail,Manager E-Mail,Approver Email,Assistant Mail,Owner Account ID'; Lines = 'mia@,tom@,tom@,tom@,{TOM}', 'tom@,mia@,mia@,mia@,{MIA}' }
        @{ From = 'a list of moves, by another tool'; Header = 'Old email,Target email,Login'; Lines = 'mia@,tom@,mia@', 'tom@,mia@,tom@' }
        @{ From = 'a list of moves with ids'; Header = 'aaid,old_email,new_email'; Lines = '{MIA},tom@,x@example.com', '{TOM},mia@,y@example.com' }
        @{ From = 'a directory that knows log-in names'; Header = 'uid,Login,UPN'; Lines = 'mactive,mia@,mia@', 'ttokens,tom@,tom@' }
        @{ From = 'a mailing list'; Header = 'Member,E-mail'; Lines = '1,Mia Active <mia@>', '2,"Tokens, Tom <tom@>"' }
        @{ From = 'a web page'; Header = 'Name,Mail'; Lines = 'Mia Active,mailto:mia@', 'Tom Tokens,mailto:tom@?subject=Hello' }
        @{ From = 'a table in Jira'; Header = 'Assignee,User id'; Lines = 'Mia Active,[~accountid:{MIA}]', 'Tom Tokens,[~accountid:{TOM}]' }
        @{ From = 'Exchange, with every address'; Header = 'Identity,Alias,PrimarySmtpAddress,WindowsEmailAddress,EmailAddresses,ProxyAddresses'; Lines = "$guid,mia,mia@,tom@,SMTP:mia@,smtp:tom@", "$guid,tom,tom@,mia@,SMTP:tom@,smtp:mia@" }
        @{ From = 'Active Directory, Select-Object *'; Header = 'CN,DistinguishedName,GivenName,Surname,mail,EmailAddress,SamAccountName,SID,UserPrincipalName,Manager'; Lines = '"Active, Mia","CN=Mia,DC=acme",Mia,Active,mia@,mia@,mia,S-1-5-21,mia@acme.local,"CN=Tom,DC=acme"', '"Tokens, Tom","CN=Tom,DC=acme",Tom,Tokens,tom@,tom@,tom,S-1-5-21,tom@acme.local,' }
        @{ From = 'this module'; Header = 'Input,AccountId,Email,Name,Outcome'; Lines = 'x@example.com,{MIA},mia@,Mia Active,Changed', 'mia@,{TOM},tom@,Tom Tokens,Failed' }
    )

    # One line each, which means nobody or is told of.
    $faults = @(
        @{ What = 'an id and somebody else''s address'; Header = 'Name,Email,Atlassian ID'; Line = 'Mia Active,tom@,{MIA}'; Code = 'AmbiguousIdentity' }
        @{ What = 'two ids'; Header = 'User id,Atlassian Account ID'; Line = '{MIA},{TOM}'; Code = 'AmbiguousIdentity' }
        @{ What = 'two addresses of the work'; Header = 'Mail;Work email'; Delimiter = ';'; Line = 'mia@;tom@'; Code = 'AmbiguousIdentity' }
        @{ What = 'an identity and an address'; Header = 'Identity,PrimarySmtpAddress'; Line = 'tom@,mia@'; Code = 'AmbiguousIdentity' }
        @{ What = 'two names for logging in'; Header = 'Login,UserPrincipalName'; Line = 'mia@,tom@'; Code = 'AmbiguousIdentity' }
        @{ What = 'two addresses in a cell'; Header = 'Email'; Line = '"mia@; tom@"'; Code = 'AmbiguousIdentity' }
        @{ What = 'a number in the column AccountId'; Header = 'AccountId,Email'; Line = '10023,mia@'; Code = 'AmbiguousIdentity' }
        @{ What = 'an address that is nobody''s, alone'; Header = 'Name,Email'; Line = 'Mia Active,mia.gone@example.com'; Code = 'IdentityNotFound' }
        @{ What = 'an address that is nobody''s beside an old one'; Header = 'Email,Old email'; Line = 'mia.gone@example.com,mia@'; Code = 'IdentityNotFound' }
        @{ What = 'two addresses that are nobody''s'; Header = 'Email,Mail'; Line = 'a.gone@example.com,b.gone@example.com'; Code = 'IdentityNotFound' }
        @{ What = 'a number of an employee alone'; Header = 'User ID,Name'; Line = '10023,Mia Active'; Code = 'InvalidIdentity' }
        @{ What = 'an id of Entra alone'; Header = 'Id,DisplayName'; Line = "$guid,Mia Active"; Code = 'InvalidIdentity' }
        @{ What = 'a manager alone'; Header = 'Name,Manager email'; Line = 'Mia Active,tom@'; Code = 'InvalidIdentity' }
        @{ What = 'a new address alone'; Header = 'Name,New Email'; Line = 'Mia Active,tom@'; Code = 'InvalidIdentity' }
        @{ What = 'a name alone'; Header = 'Name,Department'; Line = 'Mia Active,IT'; Code = 'InvalidIdentity' }
        @{ What = 'an id that Excel has damaged, alone'; Header = 'Atlassian ID'; Line = '7.12E+05'; Code = 'InvalidIdentity' }
        @{ What = 'an address that is nobody''s beside an id'; Header = 'Atlassian ID,Email'; Line = '{MIA},mia.gone@example.com'; Warning = 'mia\.gone@example\.com' }
        @{ What = 'an address that is nobody''s beside another'; Header = 'Mail,Work email'; Line = 'mia.gone@example.com,mia@'; Warning = 'mia\.gone@example\.com' }
        @{ What = 'an id that Excel has damaged beside an address'; Header = 'User id,email'; Line = '5.57E+23,mia@'; Warning = 'Excel' }
        @{ What = 'a name of somebody else'; Header = 'Legal Name,Work Email'; Line = 'Tom Tokens,mia@'; Warning = "^In 1 row the name does not fit the account: 'Tom Tokens'" }
        @{ What = 'a column of people that nobody foresaw'; Header = 'Kontakt,E-Mail'; Line = 'tom@,mia@'; Warning = "The column 'Kontakt' has ids or addresses" }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Sandbox = Start-AtlassianSandbox
    Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
    $script:Mia = Get-AtlassianUser 'mia.active@example.com'
    $script:Tom = Get-AtlassianUser 'many.tokens@example.com'

    # The rows of a list out of a file, as Import-Csv gives them.
    function Import-Text {
        param([string[]] $Lines, [string] $Delimiter)
        $text = [regex]::Replace($Lines -join "`r`n", '\\u([0-9A-F]{4})', { "$([char][Convert]::ToInt32($args[0].Groups[1].Value, 16))" })
        $text = $text.Replace('{MIA^}', $Mia.AccountId.ToUpperInvariant()).Replace('{TOM^}', $Tom.AccountId.ToUpperInvariant()).Replace('{MIA}', $Mia.AccountId).Replace('{TOM}', $Tom.AccountId)
        $text = $text -creplace '\bmia@(?=\W|$)', $Mia.Email -creplace '\btom@(?=\W|$)', $Tom.Email -creplace '\bMIA@(?=\W|$)', $Mia.Email.ToUpperInvariant() -creplace '\bTOM@(?=\W|$)', $Tom.Email.ToUpperInvariant()
        $file = Join-Path $TestDrive 'list.csv'
        [System.IO.File]::WriteAllText($file, $text, [System.Text.UTF8Encoding]::new($true))
        Import-Csv -LiteralPath $file -Delimiter $(if ($Delimiter) { $Delimiter } else { ',' }) -Encoding UTF8
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox $script:Sandbox
}

Describe 'The headers of <From>' -ForEach $lists {
    It 'name the right people, and nothing is said' {
        $rows = @(Import-Text (@($Header) + $Lines) $Delimiter)
        $people = @($rows | Get-AtlassianUser -ErrorVariable errors -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue)
        $errors | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $people.AccountId | Should -Be $Mia.AccountId, $Tom.AccountId
        ($rows | Disable-AtlassianUser -WhatIf -PassThru).AccountId | Should -Be $Mia.AccountId, $Tom.AccountId
    }
}

Describe 'The line of <What>' -ForEach $faults {
    It 'changes nobody else, and is told' {
        $row = Import-Text $Header, $Line $Delimiter
        $sent = Get-Request { $script:changes = @($row | Disable-AtlassianUser -PassThru -WhatIf:$false -Confirm:$false -ErrorVariable script:errors -WarningVariable script:warnings -WarningAction SilentlyContinue) }
        if ($Code) {
            $errors | Get-Code | Should -Be $Code
            $changes.Outcome | Should -Be 'Failed'
            @($sent) -match 'lifecycle' | Should -BeNullOrEmpty
            return
        }

        Enable-AtlassianUser $Mia
        $errors | Should -BeNullOrEmpty
        $changes.AccountId | Should -Be $Mia.AccountId
        $changes.Outcome | Should -Be 'Changed'
        @($warnings) -match $Warning | Should -HaveCount 1
    }
}
