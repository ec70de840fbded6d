BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Set-AtlassianUserEmail' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        $script:Mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
    }

    It 'sets the address with one request, and returns nothing' {
        $script:returned = 'something'
        $sent = Get-Request { $script:returned = Set-AtlassianUserEmail $Mia 'mia.new@example.org' -Confirm:$false }
        $sent | Should -HaveCount 1
        $sent | Should -Match '^PUT /users/\{account_id\}/manage/email -> 204 '
        $returned | Should -BeNullOrEmpty
        (Get-AtlassianUser $Mia).Email | Should -BeExactly 'mia.new@example.org'
        (Get-AtlassianUser 'mia.new@example.org').AccountId | Should -BeExactly $Mia
    }

    It 'tells the change' {
        $change = Set-AtlassianUserEmail 'mia.active@example.com' -NewEmail 'mia.new@example.org' -PassThru -Verify -Confirm:$false
        $change.Input | Should -Be 'mia.active@example.com'
        $change.Action | Should -Be 'SetEmail'
        $change.Outcome | Should -Be 'Changed'
        "$($change.Before)" | Should -Be 'mia.active@example.com'
        "$($change.After)" | Should -Be 'mia.new@example.org'
        $change.Verified | Should -BeTrue
    }

    It 'is AlreadyInState when the account has that address' {
        (Set-AtlassianUserEmail $Mia 'MIA.active@example.com' -PassThru -Confirm:$false -ErrorVariable errors).Outcome | Should -Be 'AlreadyInState'
        $errors | Should -BeNullOrEmpty
    }

    It 'takes the new address from the row, each its own' {
        $rows = @(
            [pscustomobject]@{ Email = 'mia.active@example.com'; NewEmail = ' mia.row@example.com ' }
            [pscustomobject]@{ Email = 'alex.kim@example.com'; NewEmail = 'alex.row@example.com' }
        )
        ($rows | Set-AtlassianUserEmail -PassThru -Confirm:$false).Outcome | Should -Be 'Changed', 'Changed'
        (Get-AtlassianUser $Mia).Email | Should -BeExactly 'mia.row@example.com'
        (Get-AtlassianUser 'alex.row@example.com').Name | Should -Be 'Alex Kim'
    }

    It 'asks for each with the address that the row has' {
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer('Yes', 'No')
        $shell = New-Shell $screen
        try {
            $script = {
                Connect-AtlassianOrganization -Sandbox
                @(
                    [pscustomobject]@{ Email = 'mia.active@example.com'; NewEmail = 'mia.row@example.com' }
                    [pscustomobject]@{ Email = 'alex.kim@example.com'; NewEmail = 'alex.row@example.com' }
                ) | Set-AtlassianUserEmail -PassThru -Confirm
            }
            $changes = Invoke-Shell $shell $script.ToString()
            $screen.Screen.Questions | Should -HaveCount 2
            $screen.Screen.Questions[0] | Should -Match 'to mia\.row@example\.com of .*<mia\.active@example\.com>'
            $screen.Screen.Questions[1] | Should -Match 'to alex\.row@example\.com of .*<alex\.kim@example\.com>'
            $changes.Outcome | Should -Be 'Changed', 'Skipped'
        }
        finally {
            Close-Shell $shell
        }
    }

    It 'tells of <NewEmail>: <Code>' -ForEach @(
        @{ Who = 'mia.active@example.com'; NewEmail = 'mia@unclaimed.example'; Code = 'DomainNotVerified'; Says = 'unclaimed\.example' }
        @{ Who = 'mia.active@example.com'; NewEmail = 'mia@example.net'; Code = 'DomainNotVerified'; Says = 'example\.net' }
        @{ Who = 'mia.active@example.com'; NewEmail = 'no address'; Code = 'InvalidField'; Says = 'email' }
        @{ Who = 'mia.active@example.com'; NewEmail = 'admin@example.com'; Code = 'InvalidField'; Says = 'email' }
        @{ Who = 'mia.active@example.com'; NewEmail = ''; Code = 'InvalidField'; Says = 'NewEmail' }
        @{ Who = 'mia.active@example.com'; NewEmail = '  '; Code = 'InvalidField'; Says = 'NewEmail' }
        @{ Who = 'scim.managed@example.com'; NewEmail = 'scim.new@example.com'; Code = 'ManagedByScim'; Says = 'scim\.managed' }
        @{ Who = 'google.managed@example.com'; NewEmail = 'google.new@example.com'; Code = 'ManagedByGoogle'; Says = 'google\.managed' }
        @{ Who = 'contractor@example.net'; NewEmail = 'c@example.com'; Code = 'AccountNotManaged'; Says = 'contractor' }
    ) {
        Set-AtlassianUserEmail $Who $NewEmail -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be $Code
        $errors[0].TargetObject | Should -Be $Who
        $errors[0].ErrorDetails.Message | Should -Match $Says
        (Get-AtlassianUser $Who).Email | Should -BeExactly $Who
    }

    It 'goes on after a row without a new address, and has a change for each' {
        $rows = @(
            [pscustomobject]@{ Email = 'mia.active@example.com'; NewEmail = '' }
            [pscustomobject]@{ Email = 'alex.kim@example.com'; NewEmail = 'alex.row@example.com' }
        )
        $changes = $rows | Set-AtlassianUserEmail -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        $changes.Outcome | Should -Be 'Failed', 'Changed'
        $changes[0].ErrorCode | Should -Be 'InvalidField'
        $changes[0].Attempts | Should -Be 0
        $errors | Get-Code | Should -Be 'InvalidField'
    }

    It 'foresees a refusal with -WhatIf' -ForEach @(
        @{ Who = 'scim.managed@example.com'; NewEmail = 'scim.new@example.com'; Code = 'ManagedByScim' }
        @{ Who = 'mia.active@example.com'; NewEmail = ''; Code = 'InvalidField' }
        @{ Who = 'mia.active@example.com'; NewEmail = 'mia@example.net'; Code = 'DomainNotVerified' }
        @{ Who = 'mia.active@example.com'; NewEmail = 'mia@sub.example.com'; Code = 'DomainNotVerified' }
        @{ Who = 'mia.active@example.com'; NewEmail = 'Alex.Kim@example.com'; Code = 'InvalidField' }
        @{ Who = 'mia.active@example.com'; NewEmail = 'no address'; Code = 'InvalidField' }
        @{ Who = 'mia.active@example.com'; NewEmail = "$('m' * 256)@example.com"; Code = 'InvalidField' }
    ) {
        $change = Set-AtlassianUserEmail $Who $NewEmail -WhatIf -PassThru -ErrorVariable errors
        $change.Outcome | Should -Be 'WhatIf'
        $change.ErrorCode | Should -Be $Code
        $errors | Should -BeNullOrEmpty
        (Get-AtlassianUser $Who).Email | Should -BeExactly $Who
    }

    It 'says who has an address, and how to free it' {
        $alex = (Get-AtlassianUser 'alex.kim@example.com').AccountId
        $foreseen = Set-AtlassianUserEmail 'mia.active@example.com' 'alex.kim@example.com' -WhatIf -PassThru
        Set-AtlassianUserEmail 'mia.active@example.com' 'alex.kim@example.com' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable errors
        foreach ($next in $foreseen.RecommendedAction, $errors[0].ErrorDetails.RecommendedAction) {
            $next | Should -Match "account $alex \(Alex Kim\) has alex\.kim@example\.com.*Set-AtlassianUserEmail $alex -NewEmail"
        }
        # By that way it works.
        Set-AtlassianUserEmail $alex 'alex.parked@example.com' -Confirm:$false
        (Set-AtlassianUserEmail 'mia.active@example.com' 'alex.kim@example.com' -Confirm:$false -PassThru -Verify).Verified | Should -BeTrue
    }

    It 'foresees two rows with one target: <Why>' -ForEach @(
        @{ Why = 'two people'; People = 'mia.active@example.com', 'alex.kim@example.com'; Targets = 'one@example.com', 'one@example.com'; Codes = $null, 'InvalidField' }
        @{ Why = 'in another case'; People = 'mia.active@example.com', 'alex.kim@example.com'; Targets = 'one@example.com', 'ONE@Example.com'; Codes = $null, 'InvalidField' }
        @{ Why = 'one between them'; People = 'mia.active@example.com', 'alex.kim@example.org', 'alex.kim@example.com'; Targets = 'one@example.com', 'two@example.com', 'one@example.com'; Codes = $null, $null, 'InvalidField' }
        @{ Why = 'two targets'; People = 'mia.active@example.com', 'alex.kim@example.com'; Targets = 'one@example.com', 'two@example.com'; Codes = $null, $null }
    ) {
        $rows = for ($i = 0; $i -lt $People.Count; $i++) {
            [pscustomobject]@{ Email = $People[$i]; NewEmail = $Targets[$i] }
        }
        $changes = @($rows | Set-AtlassianUserEmail -WhatIf -PassThru)
        $changes.ErrorCode | Should -Be $Codes
        $changes | Where-Object ErrorCode | ForEach-Object { $_.ErrorMessage | Should -Match 'mia\.active@example\.com' }
        $changes.Outcome | Select-Object -Unique | Should -Be 'WhatIf'
    }
}

Describe 'A list in which one person gets the address of another' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
        $script:Mia = (Get-AtlassianUser 'mia.active@example.com').AccountId
        $script:Alex = (Get-AtlassianUser 'alex.kim@example.com').AccountId

        # Each person of a chain gets the address of the one before; the first gets a new one.
        function New-Chain {
            param([scriptblock] $Name, [int] $Length = 12)
            $people = @(Get-AtlassianUser -ManagedAccount | Where-Object { $_.AccountStatus -eq 'active' -and $_.Email -match '@example\.com$' } |
                    Where-Object { (Get-AtlassianUserPermission $_ -Privilege 'email.set' -ErrorAction SilentlyContinue).Allowed } | Select-Object -First $Length)
            $new = 'parked@example.com'
            foreach ($person in $people) {
                $row = & $Name $person
                $row['New Email'] = $new
                [pscustomobject]$row
                $new = $person.Email
            }
        }
    }

    It 'is foreseen and done in its order: <How>' -ForEach @(
        @{ How = 'by address'; Name = { [ordered]@{ 'Current Email' = $args[0].Email } } }
        @{ How = 'by id'; Name = { [ordered]@{ 'Atlassian ID' = $args[0].AccountId } } }
        @{ How = 'by both'; Name = { [ordered]@{ Name = $args[0].Name; 'Atlassian ID' = $args[0].AccountId; 'Current Email' = $args[0].Email.ToUpperInvariant() } } }
    ) {
        $rows = @(New-Chain $Name)
        $rows | Should -HaveCount 12
        $foreseen = @($rows | Set-AtlassianUserEmail -WhatIf -PassThru -WarningAction SilentlyContinue)
        $foreseen.ErrorCode | Should -Be (@($null) * 12)
        $changes = @($rows | Set-AtlassianUserEmail -PassThru -Verify -Confirm:$false -ErrorVariable errors -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        $errors | Should -BeNullOrEmpty
        $changes.Outcome | Should -Be (@('Changed') * 12)
        $changes.Verified | Should -Not -Contain $false
    }

    It 'is done in its order without a result, too' {
        New-Chain { [ordered]@{ 'Current Email' = $args[0].Email } } | Set-AtlassianUserEmail -Confirm:$false -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        (Get-AtlassianChange -Last).Outcome | Should -Be (@('Changed') * 12)
    }

    It 'is refused where the address is not free by then: <What>' -ForEach @(
        @{ What = 'it is given up later'; Rows = { @{ Email = $Alex; NewEmail = 'mia.active@example.com' }, @{ Email = $Mia; NewEmail = 'parked@example.com' } }; Codes = 'InvalidField', $null }
        @{ What = 'two swap'; Rows = { @{ Email = $Mia; NewEmail = 'alex.kim@example.com' }, @{ Email = $Alex; NewEmail = 'mia.active@example.com' } }; Codes = 'InvalidField', 'InvalidField' }
        @{ What = 'the first is refused'; Rows = { @{ Email = $Mia; NewEmail = 'mia@unverified.example.net' }, @{ Email = $Alex; NewEmail = 'mia.active@example.com' } }; Codes = 'DomainNotVerified', 'InvalidField' }
        @{ What = 'the first keeps it'; Rows = { @{ Email = $Mia; NewEmail = 'mia.active@example.com' }, @{ Email = $Alex; NewEmail = 'mia.active@example.com' } }; Codes = $null, 'InvalidField' }
        @{ What = 'the first takes it back'; Rows = { @{ Email = $Mia; NewEmail = 'parked@example.com' }, @{ Email = $Mia; NewEmail = 'mia.active@example.com' }, @{ Email = $Alex; NewEmail = 'mia.active@example.com' } }; Codes = $null, $null, 'InvalidField' }
    ) {
        $list = @(& $Rows | ForEach-Object { [pscustomobject]@{ AccountId = $_.Email; NewEmail = $_.NewEmail } })
        ($list | Set-AtlassianUserEmail -WhatIf -PassThru -WarningAction SilentlyContinue).ErrorCode | Should -Be $Codes
        $changes = @($list | Set-AtlassianUserEmail -PassThru -Confirm:$false -ErrorAction SilentlyContinue)
        @($changes.ErrorCode -ne $null).Count | Should -Be @($Codes -ne $null).Count
    }

    It 'names in a refusal who has it' {
        $list = [pscustomobject]@{ AccountId = $Alex; NewEmail = 'mia.active@example.com' }, [pscustomobject]@{ AccountId = $Mia; NewEmail = 'parked@example.com' }
        $first = @($list | Set-AtlassianUserEmail -WhatIf -PassThru)[0]
        $first.ErrorMessage | Should -Match "belongs to the account $Mia"
    }
}
