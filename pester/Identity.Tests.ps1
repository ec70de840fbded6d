BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

Describe 'Who is meant' {
    BeforeAll {
        Connect-AtlassianOrganization -Sandbox
        $script:Mia = Get-AtlassianUser 'mia.active@example.com'
        $script:Tom = Get-AtlassianUser 'many.tokens@example.com'
    }

    AfterAll {
        Disconnect-AtlassianOrganization -All
    }

    Context 'by a text' {
        It 'takes an account id' {
            (Get-AtlassianUser $Mia.AccountId).Email | Should -BeExactly 'mia.active@example.com'
        }

        It 'takes an account id with a colon in it' {
            $person = Get-AtlassianUser | Where-Object AccountId -Like '*:*' | Select-Object -First 1
            $person.AccountId | Should -Match ':'
            (Get-AtlassianUser $person.AccountId).Email | Should -BeExactly $person.Email
        }

        It 'takes an e-mail address, whatever its case and the blanks around it: <Text>' -ForEach @(
            @{ Text = 'mia.active@example.com' }
            @{ Text = 'Mia.Active@EXAMPLE.com' }
            @{ Text = "  mia.active@example.com`t" }
            @{ Text = "mia.active@example.com`r`n" }
        ) {
            (Get-AtlassianUser $Text).AccountId | Should -BeExactly $Mia.AccountId
        }

        It 'takes several at once, also as one argument' {
            (Get-AtlassianUser 'mia.active@example.com', $Tom.AccountId).AccountId | Should -Be $Mia.AccountId, $Tom.AccountId
        }

        It 'never matches a part, a pattern or a name: <Text>' -ForEach @(
            @{ Text = '*' }
            @{ Text = '*@example.com' }
            @{ Text = 'mia*' }
            @{ Text = 'mia.activ?@example.com' }
            @{ Text = 'mia.activ[e]@example.com' }
            @{ Text = 'mia.active' }
            @{ Text = 'mia.active@' }
            @{ Text = 'mia.active@example' }
            @{ Text = 'mia.active@example.co' }
            @{ Text = 'ia.active@example.com' }
            @{ Text = '@example.com' }
            @{ Text = 'Mia Active' }
            @{ Text = 'Mia' }
        ) {
            $found = Disable-AtlassianUser $Text -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Should -HaveCount 1
            Get-Code $errors[0] | Should -BeIn 'InvalidIdentity', 'IdentityNotFound', 'AccountNotFound'
            $found.Outcome | Should -Be 'Failed'
            Get-Status $Mia.AccountId | Should -Be 'active'
        }

        It 'says how to find a person by name: <Text>' -ForEach @(
            @{ Text = 'Mia Active'; Next = "Get-AtlassianUser -Name 'Mia Active'" }
            @{ Text = "Mia O'Connor"; Next = "Get-AtlassianUser -Name 'Mia O''Connor'" }
            @{ Text = "Fran$([char]0xE7)ois $([char]0x141)ukasiewicz"; Next = 'Get-AtlassianUser -Name ' }
            @{ Text = 'Mia'; Next = "Get-AtlassianUser -Name '<name>*'" }
        ) {
            Disable-AtlassianUser $Text -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -BeIn 'InvalidIdentity', 'AccountNotFound'
            ($errors[0].ErrorDetails.Message + $errors[0].ErrorDetails.RecommendedAction).Contains($Next) | Should -BeTrue
        }

        It 'names a portal-only customer as one: <_>' -ForEach 'Get-AtlassianUserProfile', 'Get-AtlassianUser', 'Disable-AtlassianUser', 'Get-AtlassianUserToken' {
            & $_ 'qm:2d0b7a8e-6e0f-4c9f-8a35-5f6d5a1f2c11:9f1c1c5e-0d9a-4a8e-b0ef-2f6f0e9d7a42' -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'PortalOnlyCustomer'
            $errors[0].ErrorDetails.Message | Should -Match '^qm:\S+ is a portal-only customer'
        }

        It 'says how to read a file: <_>' -ForEach 'leavers.csv', 'C:\HR\Leavers May.CSV', './list.txt' {
            Disable-AtlassianUser $_ -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'InvalidIdentity'
            $errors[0].ErrorDetails.Message | Should -Match 'name of a file.*Import-Csv'
        }

        It 'finds two people of one name only by what tells them apart' {
            Get-AtlassianUser 'alex.kim@example.com', 'alex.kim@example.org' | ForEach-Object Name | Should -Be 'Alex Kim', 'Alex Kim'
            (Get-AtlassianUser 'alex.kim@example.com').AccountId | Should -Not -Be (Get-AtlassianUser 'alex.kim@example.org').AccountId
        }
    }

    Context 'by an object of this module' {
        It 'takes what <Command> returns' -ForEach @(
            @{ Command = 'Get-AtlassianUser'; Get = { Get-AtlassianUser 'many.tokens@example.com' } }
            @{ Command = 'Get-AtlassianUser -ManagedAccount'; Get = { Get-AtlassianUser -ManagedAccount | Where-Object Email -EQ 'many.tokens@example.com' } }
            @{ Command = 'Get-AtlassianUserProfile'; Get = { Get-AtlassianUserProfile 'many.tokens@example.com' } }
            @{ Command = 'Get-AtlassianUserPermission'; Get = { Get-AtlassianUserPermission 'many.tokens@example.com' -Privilege 'email.set' } }
            @{ Command = 'Get-AtlassianUserToken'; Get = { Get-AtlassianUserToken 'many.tokens@example.com' | Select-Object -First 1 } }
            @{ Command = 'a change with -PassThru'; Get = { Disable-AtlassianUser 'many.tokens@example.com' -PassThru -WhatIf } }
        ) {
            $given = & $Get
            $given | Should -HaveCount 1
            ($given | Get-AtlassianUser).AccountId | Should -BeExactly $Tom.AccountId
            (Get-AtlassianUser -Identity $given).AccountId | Should -BeExactly $Tom.AccountId
            (Get-AtlassianUserProfile $given).AccountId | Should -BeExactly $Tom.AccountId
        }

        It 'sends no search for it: the service itself said who it is' {
            Get-Request { $Mia | Get-AtlassianUserProfile } | Should -HaveCount 1
        }

        It 'takes it back from a file' {
            $file = Join-Path $TestDrive 'mia.xml'
            $Mia | Export-Clixml $file
            (Import-Clixml $file | Get-AtlassianUserProfile).AccountId | Should -BeExactly $Mia.AccountId
        }

        It 'takes a change whose person was not found by what had been given' {
            $change = Disable-AtlassianUser 'nobody@example.com' -PassThru -ErrorAction SilentlyContinue
            $again = $change | Disable-AtlassianUser -PassThru -ErrorAction SilentlyContinue
            $again.Input | Should -Be 'nobody@example.com'
            $again.ErrorCode | Should -Be 'IdentityNotFound'
        }

        It 'refuses an object that is no person, although it has an id: <Command>' -ForEach @(
            @{ Command = 'Get-AtlassianOrganization'; Get = { Get-AtlassianOrganization } }
            @{ Command = 'Get-AtlassianDirectory'; Get = { Get-AtlassianDirectory | Select-Object -First 1 } }
            @{ Command = 'Get-AtlassianConnection'; Get = { Get-AtlassianConnection } }
        ) {
            & $Get | Add-Member -NotePropertyName Id -NotePropertyValue $Mia.AccountId -PassThru |
                Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'InvalidIdentity'
            Get-Status $Mia.AccountId | Should -Be 'active'
        }
    }

    Context 'by a row' {
        It 'takes the column <Column> alone' -ForEach @(
            @{ Column = 'AccountId'; ById = $true }
            @{ Column = 'ACCOUNTID'; ById = $true }
            @{ Column = 'User id'; ById = $true }
            @{ Column = 'Email'; ById = $false }
            @{ Column = 'email'; ById = $false }
            @{ Column = 'EmailAddress'; ById = $false }
            @{ Column = 'Input'; ById = $true }
            @{ Column = 'Input'; ById = $false }
            @{ Column = 'Id'; ById = $true }
        ) {
            $value = if ($ById) { $Mia.AccountId } else { $Mia.Email }
            $row = [pscustomobject]@{ Other = 'x'; $Column = $value }
            ($row | Get-AtlassianUser).AccountId | Should -BeExactly $Mia.AccountId
        }

        It 'takes what counts more, and never what counts less: <Wins>' -ForEach @(
            @{ Wins = 'AccountId'; Less = 'Input', 'Login', 'Id' }
            @{ Wins = 'User id'; Less = 'Input', 'UPN', 'Id' }
            @{ Wins = 'Email'; Less = 'Input', 'Old email', 'Id' }
            @{ Wins = 'EmailAddress'; Less = 'Input', 'UserPrincipalName', 'Id' }
            @{ Wins = 'Input'; Less = 'Login', 'Id' }
            @{ Wins = 'Login'; Less = 'Id' }
        ) {
            # Mia in the column that counts, empty ones of its kind beside it, and Tom in those that count less.
            $row = [ordered]@{}
            foreach ($column in 'Id', 'Input', 'Old email', 'Login', 'UPN', 'UserPrincipalName', 'EmailAddress', 'Email', 'User id', 'AccountId') {
                $person = if ($column -eq $Wins) { $Mia } elseif ($column -in $Less) { $Tom }
                $row[$column] = if (-not $person) { ' ' } elseif ($column -match 'mail|login|upn|principal') { $person.Email } else { $person.AccountId }
            }
            ([pscustomobject]$row | Get-AtlassianUserProfile).AccountId | Should -BeExactly $Mia.AccountId
        }

        It 'takes Id only when there is nothing else' {
            ([pscustomobject]@{ Id = '4711'; Email = $Mia.Email } | Get-AtlassianUser).AccountId | Should -BeExactly $Mia.AccountId
            ([pscustomobject]@{ Id = $Mia.AccountId; Email = '' } | Get-AtlassianUser).AccountId | Should -BeExactly $Mia.AccountId
        }

        It 'takes the export of users as Atlassian writes it' {
            $csv = @(
                'User id,User name,email,User status,Added to org,Org role,Last seen in Jira - sandbox'
                '{0},Mia Active,mia.active@example.com,Active,07 May 2024,User,12 Nov 2025' -f $Mia.AccountId
                '{0},Tom Tokens,many.tokens@example.com,Active,07 May 2024,User,Never accessed' -f $Tom.AccountId
            ) -join "`r`n"
            $changes = $csv | ConvertFrom-Csv | Disable-AtlassianUser -WhatIf -PassThru
            $changes.AccountId | Should -Be $Mia.AccountId, $Tom.AccountId
            $changes.Input | Should -Be $Mia.AccountId, $Tom.AccountId
            $changes.ErrorCode | Should -Be $null, $null
        }

        It 'takes a row of another make: <Make>' -ForEach @(
            @{ Make = 'a hashtable'; Row = { @{ Email = 'mia.active@example.com' } } }
            @{ Make = 'an ordered hashtable'; Row = { [ordered]@{ 'User id' = ''; EmailAddress = 'mia.active@example.com' } } }
            @{ Make = 'a data row'; Row = {
                    $table = New-Object System.Data.DataTable
                    [void]$table.Columns.Add('AccountId')
                    [void]$table.Columns.Add('Email')
                    [void]$table.Rows.Add([DBNull]::Value, 'mia.active@example.com')
                    $table.Rows[0]
                }
            }
            @{ Make = 'an object of a class, as Get-ADUser returns'; Row = {
                    class DirectoryPerson { [string] $EmailAddress; [string] $SamAccountName }
                    [DirectoryPerson]@{ EmailAddress = 'mia.active@example.com'; SamAccountName = 'mia' }
                }
            }
            @{ Make = 'a .NET object with an added property'; Row = { Get-Item $TestDrive | Add-Member -PassThru Email 'mia.active@example.com' } }
        ) {
            (& $Row | Get-AtlassianUser).AccountId | Should -BeExactly $Mia.AccountId
            (Get-AtlassianUser -Identity (& $Row)).AccountId | Should -BeExactly $Mia.AccountId
        }

        It 'fails a row whose id and e-mail are two people, and changes neither' {
            $row = [pscustomobject]@{ AccountId = $Mia.AccountId; Email = $Tom.Email }
            $sent = Get-Request { $row | Disable-AtlassianUser -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable script:errors }
            $errors | Get-Code | Should -Be 'AmbiguousIdentity'
            $errors[0].ErrorDetails.Message | Should -Match $Mia.AccountId
            $errors[0].ErrorDetails.Message | Should -Match $Tom.AccountId
            $sent | Should -Not -Match 'lifecycle'
            Get-Status $Mia | Should -Be 'active'
            Get-Status $Tom | Should -Be 'active'
        }

        It 'also when the id stands in "User id" and the address in "email"' {
            $row = [pscustomobject]@{ 'User id' = $Tom.AccountId; email = $Mia.Email }
            ($row | Disable-AtlassianUser -WhatIf -PassThru -ErrorAction SilentlyContinue).ErrorCode | Should -Be 'AmbiguousIdentity'
        }

        It 'takes id and e-mail of one person, whatever the case' {
            $row = [pscustomobject]@{ AccountId = $Mia.AccountId; Email = $Mia.Email.ToUpperInvariant() }
            ($row | Get-AtlassianUser).AccountId | Should -BeExactly $Mia.AccountId
        }

        It 'goes by the id when nobody has the address beside it: <Address>' -ForEach @(
            @{ Address = 'mia.before.the.wedding@example.com' }
            @{ Address = '-' }
            @{ Address = 'n/a' }
            @{ Address = '' }
        ) {
            $row = [pscustomobject]@{ AccountId = $Mia.AccountId; Email = $Address }
            $change = $row | Disable-AtlassianUser -WhatIf -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
            $change.AccountId | Should -BeExactly $Mia.AccountId
            $change.Email | Should -BeExactly $Mia.Email
            @($warnings) | Should -HaveCount ([int]($Address -match '@'))
        }

        It 'says which columns it looked for and which it found' {
            [pscustomobject]@{ Person = 'Mia'; Kontakt = $Mia.Email } | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -Be 'InvalidIdentity'
            foreach ($word in 'Person', 'Kontakt') {
                $errors[0].ErrorDetails.Message | Should -Match "'$word'"
            }
            foreach ($word in 'AccountId', 'Atlassian ID', 'User id', 'Email') {
                $errors[0].ErrorDetails.RecommendedAction | Should -Match $word
            }
        }

        It 'never goes back to the file position or the type name of a thing without columns: <Thing>' -ForEach @(
            @{ Thing = [version]'1.2' }
            @{ Thing = [datetime]'2025-01-01' }
            @{ Thing = [guid]'11111111-2222-3333-4444-555555555555' }
        ) {
            $Thing | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -BeIn 'InvalidIdentity', 'AccountNotFound'
        }
    }

    Context 'many' {
        It 'resolves 250 addresses by three searches, and asks alone for the one that nobody has' {
            $emails = @(Get-AtlassianUser | Select-Object -First 249 | ForEach-Object Email) + 'typo@example.com'
            $sent = Get-Request { Get-AtlassianUser $emails -ErrorAction SilentlyContinue -ErrorVariable script:errors }
            # 200 in the first window, 50 in the second.
            $sent | Where-Object { $_ -match 'users/search' } | Should -HaveCount 4
            $errors | Should -HaveCount 1
            Get-Code $errors[0] | Should -Be 'IdentityNotFound'
            $errors[0].TargetObject | Should -Be 'typo@example.com'
        }

        It 'keeps the input order' {
            $emails = @(Get-AtlassianUser | Select-Object -First 240 | ForEach-Object Email)
            [array]::Reverse($emails)
            Get-AtlassianUser $emails | ForEach-Object Email | Should -Be $emails
        }
    }

    Context 'what stands beside an id' {
        It 'is looked up when it is an address, and only then: <Address>' -ForEach @(
            @{ Address = 'mia.active@example.com'; Searches = 1 }
            @{ Address = '-'; Searches = 0 }
            @{ Address = 'n/a'; Searches = 0 }
            @{ Address = ' '; Searches = 0 }
        ) {
            $row = [pscustomobject]@{ AccountId = $Mia.AccountId; Email = $Address }
            @(Get-Request { $row | Get-AtlassianUserProfile } | Where-Object { $_ -match 'users/search' }) | Should -HaveCount $Searches
        }
    }

    Context 'the parameter' {
        BeforeDiscovery {
            $commands = 'Get-AtlassianUser', 'Get-AtlassianUserProfile', 'Get-AtlassianUserPermission', 'Get-AtlassianUserToken', 'Get-AtlassianDirectory',
            'Set-AtlassianUserProfile', 'Set-AtlassianUserEmail', 'Disable-AtlassianUser', 'Enable-AtlassianUser', 'Remove-AtlassianUser',
            'Restore-AtlassianUser', 'Revoke-AtlassianUserToken'
        }

        It 'of <_> takes the pipeline by value and by property name, and has no Validate attribute' -ForEach $commands {
            $parameter = (Get-Command $_).Parameters['Identity']
            $binding = @($parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] })
            # With the aliases Email and AccountId, a hidden address would be taken for nobody by its name; the whole object tells who it is.
            $byName = $parameter.Aliases.Count -eq 0
            $binding | Where-Object { -not ($_.ValueFromPipeline -and $_.ValueFromPipelineByPropertyName -eq $byName) } | Should -BeNullOrEmpty
            $parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ValidateArgumentsAttribute] } | Should -BeNullOrEmpty
        }

        It 'is the only one that a command takes by value' {
            foreach ($command in Get-Command -Module AtlassianAdmin) {
                foreach ($set in $command.ParameterSets) {
                    @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1 -Because "$($command.Name) ($($set.Name))"
                }
            }
        }

        It 'has a type whose making never throws: <What>' -ForEach @(
            @{ What = 'nothing'; Value = $null }
            @{ What = 'an empty text'; Value = '' }
            @{ What = 'a number'; Value = 5 }
            @{ What = 'an empty row'; Value = [pscustomobject]@{} }
            @{ What = 'an empty hashtable'; Value = @{} }
            @{ What = 'a hashtable with an empty key'; Value = @{ '' = 1 } }
            @{ What = 'a row whose column fails'; Value = (New-Object psobject | Add-Member -PassThru -MemberType ScriptProperty -Name Email -Value { throw 'no' }) }
        ) {
            { New-Object AtlassianAdmin.Binding.UserIdentity -ArgumentList (, $Value) -ErrorAction Stop } | Should -Not -Throw
            $Value | Disable-AtlassianUser -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors | Get-Code | Should -BeIn 'InvalidIdentity', 'AccountNotFound'
        }
    }
}

Describe 'An exact search that is not as exact as it says' {
    AfterEach {
        Disconnect-AtlassianOrganization -All
        $script:Server.Dispose()
    }

    It 'lists the candidates when an address has several people' {
        $script:Server = Start-CannedServer @{ Pattern = 'users/search'; Body = '{"data":[{"accountId":"a1","email":"x@example.com","name":"One"},{"accountId":"a2","email":"X@example.com","name":"Two"}],"links":{}}' }
        Connect-CannedServer $Server
        Disable-AtlassianUser 'x@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'AmbiguousIdentity'
        $errors[0].ErrorDetails.Message | Should -Match 'a1 \(One\), a2 \(Two\)'
        $Server.Requests.Line | Should -Not -Match 'lifecycle'
    }

    It 'takes nobody whose address differs' {
        $script:Server = Start-CannedServer @{ Pattern = 'users/search'; Body = '{"data":[{"accountId":"a1","email":"xx@example.com","name":"One"}],"links":{}}' }
        Connect-CannedServer $Server
        Disable-AtlassianUser 'x@example.com' -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'IdentityNotFound'
        $Server.Requests.Line | Should -Not -Match 'lifecycle'
    }
}
