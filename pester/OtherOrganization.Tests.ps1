# A piped object belongs to its organization: with the current connection another one is refused, with a named one it is warned of.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:One = Connect-AtlassianOrganization -Sandbox -Name 'One' -PassThru
    Connect-AtlassianScimDirectory
    # The same seed: the same people with the same ids, and yet another organization.
    $script:Two = Connect-AtlassianOrganization -Sandbox -Name 'Two' -PassThru
    Connect-AtlassianScimDirectory
    $script:Three = Connect-AtlassianOrganization -Sandbox -Seed 3 -Name 'Three' -PassThru
    Connect-AtlassianScimDirectory

    # Requests that only read, though they are sent by POST.
    $script:Reading = '^GET |^POST [^ ]*(users/search|groups/search|workspaces|get-scim-links)'

    # The requests to an organization that a script makes.
    function Get-SentBy {
        param([scriptblock] $Script)
        @(Get-Request $Script)
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'A person of another organization' {
    BeforeAll {
        $script:Sources = @{
            'a person'                 = { Get-AtlassianUser mia.active@example.com -Connection One }
            'a person of another seed' = { Get-AtlassianUser mia.active@example.com -Connection Three }
            'a profile'                = { Get-AtlassianUserProfile mia.active@example.com -Connection One }
            'a permission'             = { Get-AtlassianUserPermission mia.active@example.com -Privilege profile.read -Connection One }
            'a token'                  = { Get-AtlassianUserToken many.tokens@example.com -Connection One | Select-Object -First 1 }
            'a token of the organization' = { Get-AtlassianApiToken -Connection One | Select-Object -First 1 }
            'an activity'              = { Get-AtlassianUserActivity mia.active@example.com -Connection One }
            'a managed account'        = { Get-AtlassianUser -ManagedAccount -Connection One | Select-Object -First 1 }
            'a member of a group'      = { Get-AtlassianGroupMember contractors -Connection One | Select-Object -First 1 }
            'a role'                   = { Get-AtlassianUserRole mia.active@example.com -Connection One | Select-Object -First 1 }
            'an inactive person'       = { Get-AtlassianInactiveUser -Connection One -WarningAction SilentlyContinue | Select-Object -First 1 }
            'an exposed credential'    = { Get-AtlassianCredentialExposure -Connection One | Where-Object Kind -EQ ApiToken | Select-Object -First 1 }
            'a SCIM user'              = { Get-AtlassianScimUser -Connection One | Where-Object AccountId | Select-Object -First 1 }
            'a change'                 = { Disable-AtlassianUser alex.kim@example.com -Connection One -PassThru -Confirm:$false }
            'a predicted change'       = { Disable-AtlassianUser mia.active@example.com -Connection One -PassThru -WhatIf }
            'the last change'          = { $null = Disable-AtlassianUser alex.kim@example.com -Connection One -Confirm:$false; Get-AtlassianChange -Last }
        }
    }

    It 'is refused before anything is sent: <_>' -ForEach @(
        'a person', 'a person of another seed', 'a profile', 'a permission', 'a token', 'a token of the organization', 'an activity', 'a managed account'
        'a member of a group', 'a role', 'an inactive person', 'an exposed credential', 'a SCIM user', 'a change', 'a predicted change', 'the last change'
    ) {
        Select-AtlassianConnection 'Two'
        $person = @(& $Sources[$_])[0]
        $person.AccountId | Should -Not -BeNullOrEmpty
        $person.OrganizationId | Should -Be $(if ($_ -match 'seed') { $Three } else { $One }).OrganizationId

        $script:told = @()
        $sent = Get-SentBy { $person | Disable-AtlassianUser -PassThru -Confirm:$false -ErrorVariable script:told -ErrorAction SilentlyContinue | ForEach-Object { $script:change = $_ } }
        $sent | Should -BeNullOrEmpty
        $told | Get-Code | Should -Be 'OtherOrganization'
        $change.ErrorCode | Should -Be 'OtherOrganization'
        $change.Attempts | Should -Be 0
        $told[0].ErrorDetails.RecommendedAction | Should -Match '-Connection.*Select-AtlassianConnection'
    }

    It 'names both organizations, or says that it is another sandbox' {
        Select-AtlassianConnection 'Two'
        Get-AtlassianUser mia.active@example.com -Connection Three | Disable-AtlassianUser -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable told
        "$($told[0])" | Should -Match "^mia\.active@example\.com comes from organization $($Three.OrganizationId), and this command works on Sandbox Company"
        Get-AtlassianUser mia.active@example.com -Connection One | Disable-AtlassianUser -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable told
        "$($told[0])" | Should -Match 'comes from another sandbox'
    }

    It 'is refused by every command that takes people: <_>' -ForEach @(
        'Get-AtlassianUser', 'Get-AtlassianUserProfile', 'Get-AtlassianUserPermission', 'Get-AtlassianUserToken', 'Get-AtlassianUserActivity', 'Get-AtlassianUserRole'
        'Enable-AtlassianUser', 'Suspend-AtlassianUser', 'Resume-AtlassianUser', 'Remove-AtlassianUser -Confirm:$false', 'Restore-AtlassianUser', 'Remove-AtlassianDirectoryUser -Confirm:$false'
        'Revoke-AtlassianUserToken -All -Confirm:$false', 'Set-AtlassianUserProfile -JobTitle Pilot', 'Set-AtlassianUserEmail -NewEmail new@example.com -Confirm:$false'
        'Add-AtlassianGroupMember -Group "Project Aurora"', 'Remove-AtlassianGroupMember -Group "Project Aurora"', 'Grant-AtlassianUserRole -Role atlassian/org-admin'
        'Get-AtlassianGroup', 'Get-AtlassianDirectory', 'Get-AtlassianScimUser', 'Get-AtlassianScimLink', 'Remove-AtlassianScimLink -Confirm:$false', 'Disable-AtlassianScimUser', 'Enable-AtlassianScimUser'
        'Set-AtlassianScimUser -JobTitle Pilot', 'Remove-AtlassianScimUser -Confirm:$false', 'Add-AtlassianScimGroupMember -Group x', 'New-AtlassianOffboardingPlan'
    ) {
        Select-AtlassianConnection 'Two'
        $mia = Get-AtlassianUser mia.active@example.com -Connection One
        $command = [scriptblock]::Create("`$args[0] | $_")
        $script:codes = @()
        try {
            & $command $mia -ErrorAction SilentlyContinue -ErrorVariable script:told 2>&1 | ForEach-Object {
                if ($_ -is [System.Management.Automation.ErrorRecord]) { $script:codes += Get-Code $_ }
                elseif ($_.PSObject.Properties['People']) { $script:codes += $_.People.ErrorCode }
            }
        }
        catch {
            $script:codes += Get-Code $_
        }
        $codes | Should -Be 'OtherOrganization'
        (Get-AtlassianUser mia.active@example.com).Status | Should -Be 'active'
    }

    It 'is taken where the connection is named, with one warning' {
        Select-AtlassianConnection 'Two'
        $people = @(Get-AtlassianUser mia.active@example.com, many.tokens@example.com, saml.profile@example.com -Connection Three)
        $changes = $people | Disable-AtlassianUser -Connection One -PassThru -Confirm:$false -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        $changes | Should -HaveCount 3
        $changes.ErrorCode | Should -Not -Contain 'OtherOrganization'
        @($warnings) -match 'comes from organization' | Should -HaveCount 1
        $warnings[0].Message | Should -Match "comes from organization $($Three.OrganizationId), and -Connection names Sandbox Company"
    }

    It 'stops nobody of the organization itself' {
        Select-AtlassianConnection 'Two'
        $mine = Get-AtlassianUser saml.profile@example.com
        $other = Get-AtlassianUser many.tokens@example.com -Connection One
        $changes = $other, $mine, 'google.managed@example.com' | Suspend-AtlassianUser -PassThru -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable told
        $told | Get-Code | Should -Be 'OtherOrganization'
        $changes.Outcome | Should -Be 'Failed', 'Changed', 'Changed'
    }

    It 'is the same organization through another connection, and after connecting anew to the same service' {
        $sandbox = Start-AtlassianSandbox -UserCount 20
        try {
            $there = @{ OrganizationId = $sandbox.OrganizationId; ApiKey = $sandbox.ApiKey; BaseUri = $sandbox.Uri }
            Connect-AtlassianOrganization @there -Name 'http'
            $mia = Get-AtlassianUser mia.active@example.com
            Connect-AtlassianOrganization @there -Name 'http again'
            ($mia | Disable-AtlassianUser -PassThru -Confirm:$false).Outcome | Should -Be 'Changed'

            $another = Start-AtlassianSandbox -UserCount 20
            Connect-AtlassianOrganization $another.OrganizationId -ApiKey $another.ApiKey -BaseUri $another.Uri -Name 'http too'
            $mia | Disable-AtlassianUser -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable told
            $told | Get-Code | Should -Be 'OtherOrganization'
        }
        finally {
            Disconnect-AtlassianOrganization 'http'
            Disconnect-AtlassianOrganization 'http again'
            Disconnect-AtlassianOrganization 'http too'
            Stop-AtlassianSandbox
            Select-AtlassianConnection 'Two'
        }
    }
}

Describe 'A row of another organization' {
    It 'keeps its organization: <How>' -ForEach @(
        @{ How = 'CSV'; Through = { $path = Join-Path $TestDrive 'people.csv'; $args[0] | Export-Csv $path -NoTypeInformation; Import-Csv $path } }
        @{ How = 'JSON'; Through = { $args[0] | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue | ConvertFrom-Json } }
        @{ How = 'XML'; Through = { $path = Join-Path $TestDrive 'people.xml'; $args[0] | Export-Clixml $path; Import-Clixml $path } }
        @{ How = 'Select-Object'; Through = { $args[0] | Select-Object AccountId, OrganizationId } }
        @{ How = 'a hashtable'; Through = { @{ AccountId = $args[0].AccountId; OrganizationId = $args[0].OrganizationId } } }
        @{ How = 'another case'; Through = { [pscustomobject]@{ email = $args[0].Email; ORGANIZATIONID = $args[0].OrganizationId.ToUpperInvariant() } } }
        @{ How = 'a job'; Through = { Start-Job -ArgumentList $args[0] { $args[0] } | Receive-Job -Wait -AutoRemoveJob } }
    ) {
        Select-AtlassianConnection 'Two'
        $row = & $Through (Get-AtlassianUser mia.active@example.com -Connection Three)
        $row.OrganizationId | Should -Be $Three.OrganizationId
        $row | Disable-AtlassianUser -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable told
        $told | Get-Code | Should -Be 'OtherOrganization'
    }

    It 'is of this organization: <How>' -ForEach @(
        @{ How = 'the same id'; Row = { @{ Email = 'mia.active@example.com'; OrganizationId = $Two.OrganizationId } } }
        @{ How = 'no id'; Row = { @{ Email = 'mia.active@example.com'; OrganizationId = '' } } }
        @{ How = 'the number of a department'; Row = { @{ Email = 'mia.active@example.com'; OrganizationId = '4711' } } }
        @{ How = 'the name of a department'; Row = { @{ Email = 'mia.active@example.com'; OrganizationId = 'Sales' } } }
        @{ How = 'the organization of the profile'; Row = { @{ Email = 'mia.active@example.com'; Organization = 'Acme' } } }
    ) {
        Select-AtlassianConnection 'Two'
        $people = [pscustomobject](& $Row) | Get-AtlassianUserProfile -ErrorAction Stop
        $people.Email | Should -Be 'mia.active@example.com'
    }
}

Describe 'Something else of another organization' {
    It 'is refused: <What>' -ForEach @(
        @{ What = 'a group'; Use = { Get-AtlassianGroup contractors -Connection One | Get-AtlassianGroupMember } }
        @{ What = 'a group to change'; Use = { Add-AtlassianGroupMember mia.active@example.com -Group (Get-AtlassianGroup contractors -Connection One) } }
        @{ What = 'a group to delete'; Use = { Get-AtlassianGroup 'nobody-yet' -Connection One | Remove-AtlassianGroup -Confirm:$false } }
        @{ What = 'a directory'; Use = { Get-AtlassianUser -Directory (Get-AtlassianDirectory -Connection One | Select-Object -First 1) } }
        @{ What = 'a product'; Use = { Get-AtlassianUser -Resource (Get-AtlassianWorkspace -Connection One | Select-Object -First 1) } }
        @{ What = 'a SCIM group'; Use = { Get-AtlassianScimGroup -Connection One | Select-Object -First 1 | Remove-AtlassianScimGroup -Confirm:$false } }
    ) {
        Select-AtlassianConnection 'Two'
        $codes = @(
            try {
                & $Use 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Get-Code
            }
            catch {
                Get-Code $_
            }
        )
        $codes | Should -Be 'OtherOrganization'
    }
}

Describe 'Whatever another organization returned' {
    BeforeDiscovery {
        # Every command of an organization that takes something from the pipeline, and what it needs beside that.
        $needs = @{
            'Add-AtlassianGroupMember'        = @{ Group = 'contractors' }
            'Add-AtlassianScimGroupMember'    = @{ Group = 'okta-everyone' }
            'Grant-AtlassianGroupRole'        = @{ Role = 'atlassian/user'; Resource = 'sandbox.example.com/confluence' }
            'Grant-AtlassianUserRole'         = @{ Role = 'atlassian/org-admin' }
            'Remove-AtlassianGroupMember'     = @{ Group = 'contractors' }
            'Remove-AtlassianScimGroupMember' = @{ Group = 'okta-everyone' }
            'Revoke-AtlassianApiToken'        = @{ TokenId = 'no-such-token' }
            'Revoke-AtlassianGroupRole'       = @{ Role = 'atlassian/user'; Resource = 'sandbox.example.com/confluence' }
            'Revoke-AtlassianUserRole'        = @{ Role = 'atlassian/org-admin' }
            'Revoke-AtlassianUserToken'       = @{ All = $true }
            'Set-AtlassianScimGroup'          = @{ Member = @() }
            'Set-AtlassianScimUser'           = @{ JobTitle = 'Pilot' }
            'Set-AtlassianUserEmail'          = @{ NewEmail = 'mia.moved@example.com' }
            'Set-AtlassianUserProfile'        = @{ JobTitle = 'Pilot' }
        }
        Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
        $commands = foreach ($command in Get-Command -Module AtlassianAdmin) {
            $piped = $command.Parameters.Values | Where-Object { $_.Name -ne 'Connection' -and ($_.Attributes | Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] -and $_.ValueFromPipeline }) }
            # Plans and journals know their organization in ways of their own.
            if ($piped -and $command.Parameters.ContainsKey('Connection') -and $command.Name -notmatch 'Plan$|^Undo-|^Test-|Disconnect|Select-') {
                @{ Command = $command.Name; With = $needs[$command.Name] }
            }
        }
    }

    BeforeAll {
        $script:Things = @{
            'a person'     = Get-AtlassianUser mia.active@example.com -Connection Three
            'a SCIM user'  = Get-AtlassianScimUser scim.managed@example.com -Connection Three
            'a token'      = Get-AtlassianApiToken -Connection Three | Select-Object -First 1
            'a group'      = Get-AtlassianGroup contractors -Connection Three
            'a SCIM group' = Get-AtlassianScimGroup -Connection Three | Select-Object -First 1
            'a key'        = Get-AtlassianApiKey -Connection Three | Select-Object -First 1
            'a row'        = [pscustomobject]@{ Email = 'new.person@example.com'; UserName = 'new'; Name = 'new-group'; OrganizationId = $script:Three.OrganizationId }
        }
    }

    It 'finds the commands' -ForEach @{ Commands = $commands } {
        $Commands.Count | Should -BeGreaterThan 45
        $Commands.Command | Should -Contain 'New-AtlassianUserInvitation'
    }

    It '<Command> takes it from nobody but a named connection' -ForEach $commands {
        Select-AtlassianConnection 'Two'
        $given = if ($With) { $With.Clone() } else { @{} }
        if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) {
            $given['Confirm'] = $false
        }
        $refused = 0
        foreach ($what in $Things.Keys) {
            $script:codes = @()
            $sent = Get-SentBy {
                try {
                    $Things[$what] | & $Command @given -ErrorAction SilentlyContinue -ErrorVariable script:told
                    $script:codes = @($told | Get-Code)
                }
                catch {
                    $script:codes = @(Get-Code $_)
                }
            }
            # What a command does not take at all is refused by PowerShell, or as what it is not.
            $codes | Should -BeIn 'OtherOrganization', 'InputObjectNotBound', 'ParameterArgumentTransformationError', 'AmbiguousParameterSet', 'MissingMandatoryParameter', 'ApiKeyNotFound', 'ReferenceEmpty' -Because "of $what"
            # A list of products or groups may be looked up before.
            @($sent) -notmatch $Reading | Should -BeNullOrEmpty -Because "of $what"
            $refused += [int]($codes -contains 'OtherOrganization')
        }
        $refused | Should -BeGreaterThan 0
    }

    It 'is taken with a named connection, with one warning: <What>' -ForEach @(
        @{ What = 'a person who is invited'; Use = { [pscustomobject]@{ 'Work email' = 'from.three@example.com'; OrganizationId = $Three.OrganizationId } | New-AtlassianUserInvitation -Connection Two } }
        @{ What = 'the name of a group'; Use = { [pscustomobject]@{ Name = 'from-three'; OrganizationId = $Three.OrganizationId } | New-AtlassianGroup -Directory 'Sandbox Company' -Connection Two } }
        @{ What = 'the name of a SCIM group'; Use = { [pscustomobject]@{ 'Group name' = 'from-three'; OrganizationId = $Three.OrganizationId } | New-AtlassianScimGroup -Connection Two } }
        @{ What = 'a SCIM user'; Use = { [pscustomobject]@{ UserName = 'from.three@example.com'; OrganizationId = $Three.OrganizationId } | New-AtlassianScimUser -Connection Two } }
    ) {
        $made = @(& $Use 3>&1)
        @($made | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }) -match 'comes from organization' | Should -HaveCount 1
        @($made | Where-Object { $_ -isnot [System.Management.Automation.WarningRecord] }) | Should -HaveCount 1
    }
}

Describe 'A key of another organization' {
    It 'is not revoked: <What>' -ForEach @(
        @{ What = 'as it was listed'; Key = { Get-AtlassianApiKey -Connection One | Where-Object Label -EQ 'Import 2026' } }
        @{ What = 'as it was reviewed'; Key = { Get-AtlassianCredentialExposure -Connection One | Where-Object ApiKeyId | Select-Object -First 1 } }
        @{ What = 'out of a file'; Key = { $path = Join-Path $TestDrive 'keys.csv'; Get-AtlassianApiKey -Connection Three | Select-Object -First 1 ApiKeyId, OrganizationId | Export-Csv $path -NoTypeInformation; Import-Csv $path } }
    ) {
        Select-AtlassianConnection 'Two'
        $key = & $Key
        $key.ApiKeyId | Should -Not -BeNullOrEmpty
        $sent = Get-SentBy { $key | Revoke-AtlassianApiKey -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable script:told }
        $sent | Should -BeNullOrEmpty
        $told | Get-Code | Should -Be 'OtherOrganization'
    }

    It 'of nobody, in a row without one, is told as such' {
        Select-AtlassianConnection 'Two'
        [pscustomobject]@{ Label = 'Automation'; ApiKeyId = '' } | Revoke-AtlassianApiKey -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable told
        $told | Get-Code | Should -Be 'ApiKeyNotFound'
    }
}

Describe 'A plan of another organization' {
    BeforeAll {
        $script:Journal = Join-Path $TestDrive 'plan.jsonl'
    }

    It 'does not run: <What>' -ForEach @(
        @{ What = 'with the current connection'; Made = 'Three'; Named = @{}; Told = 'The plan comes from organization .*, and this command works on Sandbox Company' }
        @{ What = 'of another sandbox of the same seed'; Made = 'One'; Named = @{}; Told = 'The plan comes from another sandbox' }
        @{ What = 'nor with a connection that is named'; Made = 'Three'; Named = @{ Connection = 'One' }; Told = 'The plan comes from organization' }
    ) {
        Select-AtlassianConnection 'Two'
        $plan = 'mia.active@example.com' | New-AtlassianOffboardingPlan -Connection $Made
        $sent = Get-SentBy {
            { $plan | Invoke-AtlassianPlan -JournalPath $Journal -Confirm:$false @Named } | Should -Throw -ErrorId 'OtherOrganization,*' -ExceptionType ([System.Exception])
        }
        $sent | Should -BeNullOrEmpty
        { $plan | Invoke-AtlassianPlan -JournalPath $Journal -Confirm:$false @Named } | Should -Throw
        "$($Error[0])" | Should -Match $Told
    }

    It 'does not run out of a file, and runs where it belongs' {
        $file = Join-Path $TestDrive 'three.plan.json'
        Select-AtlassianConnection 'Two'
        'mia.active@example.com' | New-AtlassianOffboardingPlan -Connection Three | Export-AtlassianPlan $file
        { Import-AtlassianPlan $file | Invoke-AtlassianPlan -JournalPath $Journal -Confirm:$false } | Should -Throw -ErrorId 'OtherOrganization,*'
        $changes = Import-AtlassianPlan $file | Invoke-AtlassianPlan -JournalPath $Journal -Connection Three -PassThru -Confirm:$false
        $changes.Outcome | Should -Not -Contain 'Failed'
        $changes.OrganizationId | Sort-Object -Unique | Should -Be $Three.OrganizationId
    }
}

Describe 'Undoing changes of another organization' {
    BeforeAll {
        $script:There = Join-Path $TestDrive 'there.jsonl'
        $script:Here = Join-Path $TestDrive 'here.jsonl'
        Connect-AtlassianOrganization -Sandbox -Seed 5 -Name 'There' -JournalPath $There
        $script:Done = Disable-AtlassianUser mia.active@example.com -PassThru -Confirm:$false
        # The connection keeps its own file open.
        $script:Copy = (Copy-Item $There (Join-Path $TestDrive 'copy.jsonl') -PassThru).FullName
        Connect-AtlassianOrganization -Sandbox -Seed 6 -Name 'Here' -JournalPath $Here
        Disable-AtlassianUser mia.active@example.com -Confirm:$false
    }

    AfterAll {
        Disconnect-AtlassianOrganization There
        Disconnect-AtlassianOrganization Here
        Select-AtlassianConnection 'Two'
    }

    It 'is refused: <What>' -ForEach @(
        @{ What = 'its journal'; Undo = { Undo-AtlassianChange -JournalPath $Copy -Confirm:$false } }
        @{ What = 'its journal, with the connection named'; Undo = { Undo-AtlassianChange -JournalPath $Copy -Connection Here -Confirm:$false } }
        @{ What = 'its change objects'; Undo = { $Done | Undo-AtlassianChange -JournalPath $Here -Confirm:$false } }
        @{ What = 'its journaled change objects'; Undo = { Get-AtlassianChange -JournalPath $There | Undo-AtlassianChange -JournalPath $Here -Confirm:$false } }
        @{ What = 'its changes out of a file'; Undo = { $path = Join-Path $TestDrive 'done.csv'; $Done | Export-Csv $path -NoTypeInformation; Import-Csv $path | Undo-AtlassianChange -JournalPath $Here -Confirm:$false } }
    ) {
        Select-AtlassianConnection 'Here'
        $codes = @(try { & $Undo 2>&1 | Get-Code } catch { Get-Code $_ })
        $codes | Should -Be 'OtherOrganization'
        (Get-AtlassianUser mia.active@example.com -Connection Here).AccountStatus | Should -Be 'inactive'
        (Get-AtlassianUser mia.active@example.com -Connection There).AccountStatus | Should -Be 'inactive'
    }

    It 'works where they belong' {
        Select-AtlassianConnection 'There'
        (Get-AtlassianChange -JournalPath $There | Undo-AtlassianChange -JournalPath $There -PassThru -Confirm:$false).Outcome | Should -Be 'Changed'
    }
}

Describe 'Something else of another organization, where the connection is named' {
    It 'is used with one warning: <What>' -ForEach @(
        @{ What = 'a group'; Use = { Get-AtlassianGroup contractors -Connection One | Get-AtlassianGroupMember -Connection Two } }
        @{ What = 'a directory'; Use = { Get-AtlassianUser -Directory (Get-AtlassianDirectory -Connection One | Select-Object -First 1) -Connection Two | Select-Object -First 1 } }
        @{ What = 'a SCIM user'; Use = { Get-AtlassianScimUser -Connection One | Select-Object -First 1 | Get-AtlassianScimUser -Connection Two } }
    ) {
        Select-AtlassianConnection 'Three'
        $streams = @(& $Use 3>&1)
        @($streams | Where-Object { $_ -is [System.Management.Automation.WarningRecord] -and $_.Message -match 'comes from another sandbox' }) | Should -HaveCount 1
        @($streams | Where-Object { $_ -isnot [System.Management.Automation.WarningRecord] }).Count | Should -BeGreaterThan 0
    }
}

Describe 'A copy that went through a job' {
    It 'of a connection says what to do' {
        $copy = Start-Job -ArgumentList $One { $args[0] } | Receive-Job -Wait -AutoRemoveJob
        { Get-AtlassianOrganization -Connection $copy } | Should -Throw -ExpectedMessage '*copy of a connection*Connect-AtlassianOrganization*'
        { $copy | Disconnect-AtlassianOrganization } | Should -Throw -ExpectedMessage '*copy of a connection*Connect-AtlassianOrganization*'
        { $copy | Select-AtlassianConnection } | Should -Throw -ExpectedMessage '*copy of a connection*Connect-AtlassianOrganization*'
    }

    It 'of a site says what to do' {
        $site = Connect-AtlassianSite -Sandbox -PassThru
        $copy = Start-Job -ArgumentList $site { $args[0] } | Receive-Job -Wait -AutoRemoveJob
        { Get-AtlassianSiteUser -Myself -Site $copy } | Should -Throw -ExpectedMessage '*copy of a connected site*Connect-AtlassianSite*'
        Disconnect-AtlassianSite -All
    }

    It 'of a plan says what to do' {
        Select-AtlassianConnection 'Two'
        $plan = 'mia.active@example.com' | New-AtlassianOffboardingPlan
        $copy = Start-Job -ArgumentList $plan { $args[0] } | Receive-Job -Wait -AutoRemoveJob
        { $copy | Invoke-AtlassianPlan -JournalPath (Join-Path $TestDrive 'x.jsonl') } | Should -Throw -ExpectedMessage '*copy of a plan*Export-AtlassianPlan*Import-AtlassianPlan*'
        { Invoke-AtlassianPlan $copy -JournalPath (Join-Path $TestDrive 'x.jsonl') } | Should -Throw -ExpectedMessage '*copy of a plan*'
        { $copy | Export-AtlassianPlan (Join-Path $TestDrive 'x.json') } | Should -Throw -ExpectedMessage '*copy of a plan*'
    }
}
