BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')

    # Runs a script where somebody gives these answers, and returns what was written, asked and shown.
    function Invoke-Answered {
        param([string] $Script, [string[]] $Answer = @())
        $screen = [AtlassianAdmin.Pester.TestHost]::new()
        $screen.Screen.WillAnswer($Answer)
        $shell = New-Shell $screen
        try {
            $output = @(Invoke-Shell $shell "Connect-AtlassianOrganization -Sandbox; $Script")
            [pscustomobject]@{
                Output    = $output
                Errors    = @($shell.Streams.Error)
                Questions = $screen.Screen.Questions
                Threads   = $screen.Screen.QuestionThreads
                Lines     = $screen.Screen.Lines
                Status    = Invoke-Shell $shell "(Get-AtlassianUser 'mia.active@example.com').Status"
            }
        }
        finally {
            Close-Shell $shell
        }
    }

    function Get-Everything {
        Get-AtlassianUser | Select-Object AccountId, Email, Name, Status, JobTitle | ConvertTo-Json -Compress
        Get-AtlassianUserToken 'many.tokens@example.com' | ForEach-Object TokenId
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Which commands ask' {
    It '<Command> has the impact <Impact>' -ForEach @(
        @{ Command = 'Remove-AtlassianUser'; Impact = 'High' }
        @{ Command = 'Disable-AtlassianUser'; Impact = 'Medium' }
        @{ Command = 'Enable-AtlassianUser'; Impact = 'Medium' }
        @{ Command = 'Restore-AtlassianUser'; Impact = 'Medium' }
        @{ Command = 'Set-AtlassianUserEmail'; Impact = 'Medium' }
        @{ Command = 'Revoke-AtlassianUserToken'; Impact = 'High' }
        @{ Command = 'Set-AtlassianUserProfile'; Impact = 'Low' }
    ) {
        $attribute = (Get-Command $Command).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
        $attribute.SupportsShouldProcess | Should -BeTrue
        $attribute.ConfirmImpact | Should -Be $Impact
        (Get-Command $Command).Parameters.Keys | Should -Contain 'PassThru'
        (Get-Command $Command).Parameters.Keys | Should -Contain 'Verify'
    }

    It 'a command that only reads does not: <_>' -ForEach 'Get-AtlassianUser', 'Get-AtlassianUserProfile', 'Get-AtlassianUserPermission', 'Get-AtlassianUserToken', 'Get-AtlassianChange', 'Test-AtlassianConnection' {
        (Get-Command $_).Parameters.Keys | Should -Not -Contain 'WhatIf'
    }

    It '<Command> under $ConfirmPreference <Preference> asks: <Asks>' -ForEach @(
        @{ Command = 'Remove-AtlassianUser'; Preference = 'High'; Asks = $true; More = '' }
        @{ Command = 'Remove-AtlassianUser'; Preference = 'None'; Asks = $false; More = '' }
        @{ Command = 'Disable-AtlassianUser'; Preference = 'High'; Asks = $false; More = '' }
        @{ Command = 'Disable-AtlassianUser'; Preference = 'Medium'; Asks = $true; More = '' }
        @{ Command = 'Set-AtlassianUserProfile'; Preference = 'Medium'; Asks = $false; More = '-JobTitle Pilot' }
        @{ Command = 'Set-AtlassianUserProfile'; Preference = 'Low'; Asks = $true; More = '-JobTitle Pilot' }
    ) {
        $told = Invoke-Answered "`$ConfirmPreference = '$Preference'; $Command mia.active@example.com $More -PassThru" 'Yes'
        $told.Questions.Count -gt 0 | Should -Be $Asks
        $told.Output.Outcome | Should -Be 'Changed'
    }

    It '-Confirm:$false asks never, -Confirm always' {
        (Invoke-Answered 'Remove-AtlassianUser mia.active@example.com -Confirm:$false').Questions | Should -BeNullOrEmpty
        (Invoke-Answered 'Set-AtlassianUserProfile mia.active@example.com -JobTitle Pilot -Confirm' 'Yes').Questions | Should -HaveCount 1
    }

    It '-Debug asks as PowerShell has it ask: before 7.6, and then with the state' {
        $told = Invoke-Answered 'Disable-AtlassianUser mia.active@example.com -Debug -PassThru' 'Yes'
        $told.Output.Outcome | Should -Be 'Changed'
        if ($PSVersionTable.PSVersion -ge [version]'7.6') {
            $told.Questions | Should -BeNullOrEmpty
        }
        else {
            $told.Questions | Should -HaveCount 1
            $told.Questions[0] | Should -Match 'now active'
        }
        (Invoke-Answered 'Disable-AtlassianUser mia.active@example.com -Debug -Confirm:$false').Questions | Should -BeNullOrEmpty
    }
}

Describe 'The question' {
    It 'names the person by name, e-mail and id, the organization, and the state' {
        $told = Invoke-Answered 'Remove-AtlassianUser mia.active@example.com' 'No'
        $id = Invoke-Answered "(Get-AtlassianUser mia.active@example.com).AccountId"
        $told.Questions | Should -HaveCount 1
        foreach ($part in 'Mia Active', '<mia.active@example.com>', $id.Output[0], 'Sandbox Company [sandbox]', 'now active', '14 days') {
            $told.Questions[0] | Should -Match ([regex]::Escape($part))
        }
    }

    It 'says which refusal would come' {
        $told = Invoke-Answered 'Disable-AtlassianUser scim.managed@example.com -Confirm' 'No'
        $told.Questions[0] | Should -Match 'would be refused, ManagedByScim: .*identity provider'
    }

    It 'says when nothing would be sent' {
        (Invoke-Answered 'Disable-AtlassianUser already.disabled@example.com -Confirm' 'No').Questions[0] | Should -Match 'nothing would be sent, it is inactive already'
    }

    It 'is asked on the thread of the pipeline' {
        $told = Invoke-Answered '[System.Threading.Thread]::CurrentThread.ManagedThreadId; "mia.active@example.com", "alex.kim@example.com" | Remove-AtlassianUser' 'No', 'No'
        $told.Threads | Should -Be $told.Output[0], $told.Output[0]
    }

    It 'is asked for each person, and every answer counts for its own' {
        $told = Invoke-Answered "'mia.active@example.com', 'alex.kim@example.com', 'alex.kim@example.org' | Remove-AtlassianUser -PassThru" 'No', 'Yes', 'No'
        $told.Questions | Should -HaveCount 3
        $told.Output.Outcome | Should -Be 'Skipped', 'Changed', 'Skipped'
        $told.Output.Attempts | Should -Be 0, 1, 0
        $told.Status | Should -Be 'active'
        $told.Errors | Should -BeNullOrEmpty
    }

    It 'is asked once after <Answer>' -ForEach @(
        @{ Answer = 'Yes to All'; Outcome = 'Changed' }
        @{ Answer = 'No to All'; Outcome = 'Skipped' }
    ) {
        $told = Invoke-Answered "'mia.active@example.com', 'alex.kim@example.com', 'alex.kim@example.org' | Remove-AtlassianUser -PassThru" $Answer
        $told.Questions | Should -HaveCount 1
        $told.Output.Outcome | Should -Be $Outcome, $Outcome, $Outcome
    }

    It 'is not asked about somebody who was not found' {
        $told = Invoke-Answered "'nobody@example.com', 'mia.active@example.com' | Remove-AtlassianUser -PassThru" 'Yes'
        $told.Questions | Should -HaveCount 1
        $told.Output.Outcome | Should -Be 'Failed', 'Changed'
        $told.Errors | Get-Code | Should -Be 'IdentityNotFound'
    }
}

Describe 'Where nobody can be asked' {
    It 'fails for each person, names -Confirm:$false, and changes nothing' {
        $told = Invoke-Answered "'mia.active@example.com', 'alex.kim@example.com' | Remove-AtlassianUser -PassThru"
        $told.Errors | Get-Code | Should -Be 'ConfirmationUnavailable', 'ConfirmationUnavailable'
        $told.Errors[0].ErrorDetails.RecommendedAction | Should -Match '-Confirm:\$false'
        $told.Errors[0].ErrorDetails.Message | Should -Match 'mia\.active@example\.com'
        $told.Errors[0].TargetObject | Should -Be 'mia.active@example.com'
        $told.Output.Outcome | Should -Be 'Failed', 'Failed'
        $told.Output[0].AccountId | Should -Not -BeNullOrEmpty
        $told.Output[0].Email | Should -Be 'mia.active@example.com'
        $told.Status | Should -Be 'active'
    }

    It 'also in a process that is not interactive' {
        $child = Invoke-ChildShell -NonInteractive 'Connect-AtlassianOrganization -Sandbox; $null = Remove-AtlassianUser mia.active@example.com -PassThru -ErrorVariable e -ErrorAction SilentlyContinue; "code=" + $e[0].FullyQualifiedErrorId + " next=" + $e[0].ErrorDetails.RecommendedAction; "status=" + (Get-AtlassianUser mia.active@example.com).Status'
        $child.Output | Should -Match 'code=ConfirmationUnavailable,.* next=.*-Confirm:\$false'
        $child.Output | Should -Match 'status=active'
    }

    It 'also in a process whose standard input has ended, as in a scheduled task' {
        $child = Invoke-ChildShell -ClosedInput 'Connect-AtlassianOrganization -Sandbox; $null = Remove-AtlassianUser mia.active@example.com -PassThru -ErrorVariable e -ErrorAction SilentlyContinue; "code=" + $e[0].FullyQualifiedErrorId; "status=" + (Get-AtlassianUser mia.active@example.com).Status'
        $child.Output | Should -Match 'code=ConfirmationUnavailable,'
        $child.Output | Should -Match 'status=active'
    }

    It 'does it with -Confirm:$false' {
        $child = Invoke-ChildShell -NonInteractive 'Connect-AtlassianOrganization -Sandbox; (Remove-AtlassianUser mia.active@example.com -PassThru -Confirm:$false).Outcome'
        $child.Output | Should -Match 'Changed'
        $child.ExitCode | Should -Be 0
    }
}

Describe '-WhatIf' {
    BeforeEach {
        Connect-AtlassianOrganization -Sandbox
    }

    It 'shows the person, the organization and the state' {
        $told = Invoke-Answered 'Disable-AtlassianUser mia.active@example.com -WhatIf'
        $shown = @($told.Lines -match '^What if')
        $shown | Should -HaveCount 1
        $shown[0] | Should -Match 'Disable account of Mia Active <mia\.active@example\.com> \([0-9a-z:-]+\) in Sandbox Company \[sandbox\] - now active'
        $told.Output | Should -BeNullOrEmpty
        $told.Status | Should -Be 'active'
    }

    It 'shows the refusal that would come: <Who>' -ForEach @(
        @{ Who = 'scim.managed@example.com'; Code = 'ManagedByScim'; Says = 'identity provider' }
        @{ Who = 'google.managed@example.com'; Code = 'ManagedByGoogle'; Says = 'Google Workspace' }
        @{ Who = 'admin@example.com'; Code = 'NotAllowedOnSelf'; Says = 'own account' }
        @{ Who = 'contractor@example.net'; Code = 'AccountNotManaged'; Says = 'not managed' }
        @{ Who = 'unverified@example.com'; Code = 'AccountNotVerified'; Says = 'verified' }
        @{ Who = 'closed.account@example.com'; Code = 'AccountClosed'; Says = 'closed' }
    ) {
        $told = Invoke-Answered "Disable-AtlassianUser $Who -WhatIf -PassThru"
        @($told.Lines -match '^What if')[0] | Should -Match "would be refused, ${Code}: .*$Says"
        $told.Output.Outcome | Should -Be 'WhatIf'
        $told.Output.ErrorCode | Should -Be $Code
        $told.Output.ErrorMessage | Should -Match $Says
        $told.Output.Attempts | Should -Be 0
        $told.Errors | Should -BeNullOrEmpty
    }

    It 'tells the truth: what it foresees is what comes' {
        $people = @(Get-AtlassianUser | Select-Object -First 120 | ForEach-Object Email)
        foreach ($command in 'Disable-AtlassianUser', 'Enable-AtlassianUser', 'Remove-AtlassianUser', 'Restore-AtlassianUser') {
            Connect-AtlassianOrganization -Sandbox
            $foreseen = @($people | & $command -WhatIf -PassThru -WarningAction SilentlyContinue)
            $came = @($people | & $command -PassThru -Confirm:$false -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
            $foreseen.Outcome | Select-Object -Unique | Should -Be 'WhatIf'
            for ($i = 0; $i -lt $people.Count; $i++) {
                $foreseen[$i].ErrorCode | Should -Be $came[$i].ErrorCode -Because "$command $($people[$i])"
                "$($foreseen[$i].Before)" | Should -Be "$($came[$i].Before)" -Because "$command $($people[$i])"
                if (-not $came[$i].ErrorCode) {
                    # Nothing would be sent: then After is told, and AlreadyInState comes.
                    [bool]$foreseen[$i].After | Should -Be ($came[$i].Outcome -eq 'AlreadyInState') -Because "$command $($people[$i])"
                }
            }
        }
    }

    It 'changes nothing, whatever the command' {
        $before = Get-Everything
        $people = @(Get-AtlassianUser | ForEach-Object Email)
        $sent = Get-Request {
            $people | Disable-AtlassianUser -WhatIf -WarningAction SilentlyContinue
            $people | Enable-AtlassianUser -WhatIf
            $people | Remove-AtlassianUser -WhatIf
            $people | Restore-AtlassianUser -WhatIf
            $people | Set-AtlassianUserProfile -JobTitle 'Pilot' -WhatIf
            'mia.active@example.com' | Set-AtlassianUserEmail -NewEmail 'mia.new@example.com' -WhatIf
            'many.tokens@example.com' | Revoke-AtlassianUserToken -All -WhatIf
            Get-AtlassianUserToken 'many.tokens@example.com' | Revoke-AtlassianUserToken -WhatIf
        }
        @($sent).Count | Should -BeGreaterThan 1000
        $sent | Where-Object { $_ -notmatch '^(GET |POST .*/users/search )' } | Should -BeNullOrEmpty
        Get-Everything | Should -Be $before
        (Get-AtlassianConnection).PeopleChanged | Should -Be 0
    }

    It 'leaves an identity that cannot be resolved an error' {
        $changes = 'nobody@example.com', 'a b', 'mia.active@example.com' | Disable-AtlassianUser -WhatIf -PassThru -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors | Get-Code | Should -Be 'IdentityNotFound', 'InvalidIdentity'
        $changes.Outcome | Should -Be 'Failed', 'Failed', 'WhatIf'
    }

    It 'is switched on by $WhatIfPreference, also through a function of the caller' {
        function Invoke-Leaving {
            [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSShouldProcess', '', Justification = 'The cmdlet inside does.')]
            [CmdletBinding(SupportsShouldProcess)]
            param([Parameter(ValueFromPipeline)] $Person)
            process { $Person | Disable-AtlassianUser -PassThru }
        }
        ('mia.active@example.com' | Invoke-Leaving -WhatIf).Outcome | Should -Be 'WhatIf'
        $WhatIfPreference = $true
        (Disable-AtlassianUser 'mia.active@example.com' -PassThru).Outcome | Should -Be 'WhatIf'
        Get-Status 'mia.active@example.com' | Should -Be 'active'
        (Disable-AtlassianUser 'mia.active@example.com' -PassThru -WhatIf:$false -Confirm:$false).Outcome | Should -Be 'Changed'
    }

    It 'asks nobody' {
        (Invoke-Answered 'Remove-AtlassianUser mia.active@example.com -WhatIf -PassThru').Output.Outcome | Should -Be 'WhatIf'
    }

    It 'shows for each row what that row says' {
        $told = Invoke-Answered '@([pscustomobject]@{ Email = "mia.active@example.com"; NewEmail = "mia.row@example.com" }, [pscustomobject]@{ Email = "alex.kim@example.com"; NewEmail = "alex.row@example.com" }) | Set-AtlassianUserEmail -WhatIf'
        $shown = @($told.Lines -match '^What if')
        $shown[0] | Should -Match 'to mia\.row@example\.com of .*mia\.active@example\.com'
        $shown[1] | Should -Match 'to alex\.row@example\.com of .*alex\.kim@example\.com'
    }
}
