# The samples as they stand, in a PowerShell process of their own, against a simulated organization over HTTP.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:Folder = (Resolve-Path (Join-Path $PSScriptRoot '../samples/offboarding')).ProviderPath
    $script:Sandbox = Start-AtlassianSandbox -UserCount 80
    Connect-AtlassianOrganization -OrganizationId $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri
    # What a vault, Azure or GitHub would give to the process.
    $env:ATLASSIAN_ADMIN_KEY = ConvertFrom-Key $Sandbox.ApiKey
    $env:ATLASSIAN_ORGANIZATION_ID = $Sandbox.OrganizationId
    $env:SANDBOX_URI = $Sandbox.Uri
    $script:Modules = Split-Path (Split-Path (Get-ModulePath))

    function Get-Quoted {
        param([string] $Text)
        "'" + $Text.Replace("'", "''") + "'"
    }

    # A list of people who can all be off-boarded, or of those named.
    function New-List {
        param([string] $Name, [string[]] $Email)
        $path = Join-Path $TestDrive $Name
        $Email | ForEach-Object { [pscustomobject]@{ Email = $_ } } | Export-Csv $path -NoTypeInformation -Encoding UTF8
        $path
    }

    function Get-JobLine {
        param([string] $List, [string] $State, [string] $More = '')
        '& {0} -ListPath {1} -StatePath {2} -OrganizationId $env:ATLASSIAN_ORGANIZATION_ID -ApiKeyEnvironmentVariable ATLASSIAN_ADMIN_KEY -BaseUri $env:SANDBOX_URI -ModulePath {3} {4}; exit $LASTEXITCODE' -f
        (Get-Quoted (Join-Path $Folder 'Invoke-Offboarding.ps1')), (Get-Quoted $List), (Get-Quoted $State), (Get-Quoted (Get-ModulePath)), $More
    }

    function Get-Journal {
        param([string] $State)
        @(Get-AtlassianChange -JournalPath (Get-Item (Join-Path $State '*.jsonl')).FullName)
    }

    function Get-Leaver {
        param([int] $Skip, [int] $First)
        (Get-AtlassianUser -Status active -ClaimStatus managed | Where-Object {
            $_.ManagementSource -eq 'invited' -and $_.EmailVerified -and $_.Email -ne 'admin@example.com'
        } | Select-Object -Skip $Skip -First $First).Email
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
    Remove-Item Env:ATLASSIAN_ADMIN_KEY, Env:ATLASSIAN_ORGANIZATION_ID, Env:SANDBOX_URI -ErrorAction Ignore
}

Describe 'Invoke-Offboarding.ps1' {
    It 'ends with 0 when all was done, leaves plan, journal and report, and does nothing twice' {
        $state = Join-Path $TestDrive 'all'
        $people = Get-Leaver -Skip 20 -First 6
        $list = New-List 'all.csv' $people
        $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Output | Should -Match '6 of 6 people are as wanted, 0 wait'
        ($people | Get-AtlassianUserProfile).AccountStatus | Sort-Object -Unique | Should -Be 'inactive'
        (Get-Content (Join-Path $state '*.html') -Raw) | Should -Match '<h1>Off-boarding of 6 people</h1>'
        $before = @(Get-Journal $state | Where-Object Attempts).Count
        $again = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
        $again.ExitCode | Should -Be 0 -Because $again.Text
        @(Get-Journal $state | Where-Object Attempts) | Should -HaveCount $before
    }

    It 'keeps no plan where <What>, and makes it anew the next time' -ForEach @(
        @{ What = 'the key is of another organization'; Key = 'OtherOrganizationApiKey'; Told = 'OrganizationNotFound|no such organization' }
        @{ What = 'the key has scopes'; Key = 'ScopedApiKey'; Told = 'created with scopes' }
        @{ What = 'the key has expired'; Key = 'ExpiredApiKey'; Told = 'KeyRejected|does not accept this API key' }
    ) {
        $state = Join-Path $TestDrive "wrong-$Key"
        $list = New-List "wrong-$Key.csv" (Get-Leaver -Skip 20 -First 1)
        $good = $env:ATLASSIAN_ADMIN_KEY
        try {
            $env:ATLASSIAN_ADMIN_KEY = ConvertFrom-Key $Sandbox.$Key
            $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
            $run.ExitCode | Should -Be 2 -Because $run.Text
            $run.Text | Should -Match $Told
            Join-Path $state '*.plan.json' | Should -Not -Exist
        }
        finally {
            $env:ATLASSIAN_ADMIN_KEY = $good
        }
        $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
        $run.ExitCode | Should -Be 0 -Because $run.Text
    }

    It 'ends with 1 when some failed, and says who and what to do' {
        $state = Join-Path $TestDrive 'some'
        $list = New-List 'some.csv' ((Get-Leaver -Skip 20 -First 3) + 'nobody@example.com', 'scim.managed@example.com')
        $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
        $run.ExitCode | Should -Be 1 -Because $run.Text
        $run.Output | Should -Match '3 of 5 people are as wanted'
        (Get-Content (Join-Path $state '*.worklist.csv') -Raw) | Should -Match 'scim.managed@example.com'
    }

    It 'ends with 2 when nothing was done: <Name>' -ForEach @(
        @{ Name = 'nobody is found'; Email = 'nobody@example.com', 'no.one@example.com'; More = '' }
        @{ Name = 'a plan that was not signed off'; Email = 'mia.active@example.com'; More = "-Digest sha256:$('0' * 64)" }
        @{ Name = 'more people than allowed'; Email = 'mia.active@example.com', 'many.tokens@example.com'; More = '-MaxChanges 1' }
    ) {
        $run = Invoke-ChildShell (Get-JobLine (New-List "$($Name -replace ' ').csv" $Email) (Join-Path $TestDrive ($Name -replace ' ')) $More) -NonInteractive
        $run.ExitCode | Should -Be 2 -Because $run.Text
        (Get-AtlassianUserProfile 'mia.active@example.com').AccountStatus | Should -Be 'active'
    }

    It 'counts people, not texts: a list under a wrong header is nobody as wanted, and its plan is not kept' {
        $list = Join-Path $TestDrive 'header.csv'
        1..20 | ForEach-Object { [pscustomobject]@{ Mitarbeiter = "Person $_"; Ort = 'Berlin' } } | Export-Csv $list -NoTypeInformation -Encoding UTF8
        $state = Join-Path $TestDrive 'header'
        $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
        $run.ExitCode | Should -Be 2 -Because $run.Text
        $run.Output | Should -Match 'Nobody of 20 rows was off-boarded'
        $run.Output | Should -Not -Match 'are as wanted'
        Get-ChildItem $state -Filter '*.plan.json' | Should -BeNullOrEmpty
    }

    It 'makes another plan once the reason is gone: <Name>' -ForEach @(
        @{ Name = 'everybody was nobody'; Email = 'late.{0}@example.com'; More = '' }
    ) {
        $late = $Email -f (Get-Random)
        $list = New-List 'late.csv' $late
        $state = Join-Path $TestDrive 'late'
        (Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive).ExitCode | Should -Be 2
        $null = New-AtlassianUserInvitation $late
        $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
        $run.ExitCode | Should -Be 0 -Because $run.Text
        (Get-AtlassianUserProfile $late).AccountStatus | Should -Be 'inactive'
    }

    It 'ends with 1 when the only person is half done: tokens revoked, and the rest left to the identity provider' {
        $half = (Get-AtlassianUser -Status active | Where-Object { $_.ManagementSource -eq 'synced' -and (Get-AtlassianUserToken $_) } | Select-Object -First 1).Email
        $half | Should -Not -BeNullOrEmpty
        $state = Join-Path $TestDrive 'half'
        $run = Invoke-ChildShell (Get-JobLine (New-List 'half.csv' $half) $state) -NonInteractive
        $run.ExitCode | Should -Be 1 -Because $run.Text
        $run.Output | Should -Match '0 of 1 people are as wanted'
        Get-AtlassianUserToken $half | Should -BeNullOrEmpty
        Get-Status $half | Should -Be 'active'
    }

    It 'ends with 1 when it is stopped after some were done' {
        # A folder stands in the place of the report.
        $people = @(Get-Leaver -Skip 20 -First 2)
        $list = New-List 'stopped.csv' $people
        $state = Join-Path $TestDrive 'stopped'
        $null = New-Item -ItemType Directory -Path (Join-Path $state "$((Get-FileHash -LiteralPath $list -Algorithm SHA256).Hash.Substring(0, 12)).html") -Force
        $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
        $run.ExitCode | Should -Be 1 -Because $run.Text
        ($people | Get-AtlassianUserProfile).AccountStatus | Sort-Object -Unique | Should -Be 'inactive'
    }

    It 'ends with 2 when it cannot begin' {
        (Invoke-ChildShell (Get-JobLine (Join-Path $TestDrive 'no-such.csv') (Join-Path $TestDrive 'none')) -NonInteractive).ExitCode | Should -Be 2
        $line = (Get-JobLine (New-List 'key.csv' 'mia.active@example.com') (Join-Path $TestDrive 'key')).Replace('Variable ATLASSIAN_ADMIN_KEY', 'Variable NO_SUCH_KEY')
        $run = Invoke-ChildShell $line -NonInteractive
        $run.ExitCode | Should -Be 2
        $run.Text | Should -Match 'NO_SUCH_KEY'
    }

    It 'refuses <What> with 2, and changes nobody' -ForEach @(
        @{ What = 'an empty list'; Email = @(); More = '' }
        @{ What = 'a list that is shorter than expected'; Email = @('mia.active@example.com'); More = '-ExpectAtLeast 2' }
        @{ What = 'a list that names fewer people than rows'; Email = @('mia.active@example.com', 'MIA.ACTIVE@example.com'); More = '-ExpectAtLeast 2' }
    ) {
        $list = Join-Path $TestDrive 'short.csv'
        Set-Content -LiteralPath $list -Value (@('"Email"') + $Email)
        $state = Join-Path $TestDrive "short-$(Get-Random)"
        $run = Invoke-ChildShell (Get-JobLine $list $state $More) -NonInteractive
        $run.ExitCode | Should -Be 2 -Because $run.Text
        $run.Text | Should -Match '-ExpectAtLeast'
        Join-Path $state '*.plan.json' | Should -Not -Exist
        Get-Status 'mia.active@example.com' | Should -Be 'active'
    }

    It 'takes an empty list for a day without leavers where that is said' {
        $list = Join-Path $TestDrive 'empty.csv'
        Set-Content -LiteralPath $list -Value '"Email"'
        $run = Invoke-ChildShell (Get-JobLine $list (Join-Path $TestDrive 'empty') '-ExpectAtLeast 0') -NonInteractive
        $run.ExitCode | Should -Be 0 -Because $run.Text
    }

    It 'ends with 0 when nothing is to be done, and with 2 when nothing can be done' {
        $nothing = Invoke-ChildShell (Get-JobLine (New-List 'nothing.csv' 'already.disabled@example.com') (Join-Path $TestDrive 'nothing')) -NonInteractive
        $nothing.ExitCode | Should -Be 0 -Because $nothing.Text
        $nothing.Output | Should -Match '1 of 1 people are as wanted'
        $synced = (Get-AtlassianUser -Status active | Where-Object { $_.ManagementSource -eq 'synced' -and -not (Get-AtlassianUserToken $_) } | Select-Object -First 1).Email
        $cannot = Invoke-ChildShell (Get-JobLine (New-List 'cannot.csv' $synced) (Join-Path $TestDrive 'cannot')) -NonInteractive
        $cannot.ExitCode | Should -Be 2 -Because $cannot.Text
        $cannot.Output | Should -Match '0 of 1 people are as wanted'
    }

    It 'ends with 1 when somebody failed in the run, and with 2 when everybody did' {
        # Their addresses change after the review.
        foreach ($case in @(@{ People = 2; Code = 1 }, @{ People = 1; Code = 2 })) {
            $people = @(Get-Leaver -Skip 20 -First $case.People)
            $list = New-List "failed$($case.Code).csv" $people
            $state = Join-Path $TestDrive "failed$($case.Code)"
            (Invoke-ChildShell (Get-JobLine $list $state '-PlanOnly') -NonInteractive).ExitCode | Should -Be 0
            Set-AtlassianUserEmail $people[0] "moved.$(Get-Random)@example.com"
            $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
            $run.ExitCode | Should -Be $case.Code -Because $run.Text
            $run.Output | Should -Match "$($people.Count - 1) of $($people.Count) people are as wanted"
        }
    }

    It 'lets who has an end date to come wait, and does it when the date has come' {
        $people = @(Get-Leaver -Skip 20 -First 2)
        $state = (New-Item -ItemType Directory -Path (Join-Path $TestDrive 'waiting')).FullName
        $later = Join-Path $TestDrive 'later.csv'
        @([pscustomobject]@{ Email = $people[0]; 'End date' = '' }, [pscustomobject]@{ Email = $people[1]; 'End date' = (Get-Date).AddDays(9).ToString('yyyy-MM-dd') }) |
            Export-Csv $later -NoTypeInformation -Encoding UTF8
        $run = Invoke-ChildShell (Get-JobLine $later $state) -NonInteractive
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Output | Should -Match '1 of 2 people are as wanted, 1 wait'
        Get-Status $people[1] | Should -Be 'active'

        # A plan of yesterday, so to say: the date was to come when it was made.
        $soon = Join-Path $TestDrive 'soon.csv'
        $end = [datetime]::UtcNow.AddSeconds(5)
        [pscustomobject]@{ Email = $people[1]; 'End date' = $end.ToString('yyyy-MM-ddTHH:mm:ssZ') } | Export-Csv $soon -NoTypeInformation -Encoding UTF8
        $plan = Import-Csv $soon | New-AtlassianOffboardingPlan -WarningAction SilentlyContinue
        $plan.WaitingCount | Should -Be 1
        $plan | Export-AtlassianPlan (Join-Path $state "$((Get-FileHash -LiteralPath $soon -Algorithm SHA256).Hash.Substring(0, 12)).plan.json")
        Wait-Until { [datetime]::UtcNow -gt $end }
        foreach ($again in 1, 2) {
            $due = Invoke-ChildShell (Get-JobLine $soon $state) -NonInteractive
            $due.ExitCode | Should -Be 0 -Because $due.Text
            $due.Output | Should -Match '1 of 1 people are as wanted, 0 wait'
        }
        Get-Status $people[1] | Should -Not -Be 'active'
    }

    It 'ends with 1 when the key is rejected half-way, and loses no result' {
        $slow = Start-AtlassianSandbox -UserCount 200 -LatencyMilliseconds 150
        $good = $env:ATLASSIAN_ADMIN_KEY, $env:SANDBOX_URI
        try {
            Connect-AtlassianOrganization -OrganizationId $slow.OrganizationId -ApiKey $slow.ApiKey -BaseUri $slow.Uri -Name slow
            $people = @(Get-Leaver -Skip 0 -First 90)
            $people | Should -HaveCount 90
            $env:ATLASSIAN_ADMIN_KEY, $env:SANDBOX_URI = (ConvertFrom-Key $slow.ApiKey), "$($slow.Uri)"
            $list = New-List 'rejected.csv' $people
            $state = Join-Path $TestDrive 'rejected'
            (Invoke-ChildShell (Get-JobLine $list $state '-PlanOnly') -NonInteractive).ExitCode | Should -Be 0
            $start = New-ShellStart "-NoProfile -NonInteractive -OutputFormat Text $(ConvertTo-EncodedCommand (Get-JobLine $list $state))"
            $start.RedirectStandardOutput = $true
            $process = [System.Diagnostics.Process]::Start($start)
            $output = $process.StandardOutput.ReadToEndAsync()
            Wait-Until { (Test-Path (Join-Path $state '*.jsonl')) -and @(Get-Journal $state | Where-Object { $_.Action -eq 'Disable' -and $_.Verified }).Count -ge 4 }
            Get-AtlassianApiKey | Where-Object Label -EQ 'Automation' | Revoke-AtlassianApiKey -Confirm:$false
            $process.WaitForExit()
            $process.ExitCode | Should -Be 1 -Because $output.Result
            $process.Dispose()
            # What was sent and could not be read back any more is open, too.
            $done = @(Get-Journal $state | Where-Object { $_.Action -eq 'Disable' -and $_.Outcome -eq 'Changed' -and $_.Verified }).Count
            $done | Should -BeGreaterThan 3
            $done | Should -BeLessThan 90
            $output.Result | Should -Match "$done of 90 people are as wanted"
            (Get-Content (Join-Path $state '*.html') -Raw) | Should -Match 'KeyRejected'
        }
        finally {
            $env:ATLASSIAN_ADMIN_KEY, $env:SANDBOX_URI = $good
            Disconnect-AtlassianOrganization slow
            $slow | Stop-AtlassianSandbox
            Select-AtlassianConnection (Get-AtlassianConnection | Select-Object -First 1)
        }
    }

    It 'ends with <Code> on a disk that is full <When>, and says so' -ForEach @(
        @{ When = 'before anything is sent'; Pages = 0; Code = 2 }
        @{ When = 'when some were done'; Pages = 2; Code = 1 }
    ) {
        $state = (New-Item -ItemType Directory -Path (Join-Path $TestDrive "disk$Pages")).FullName
        # Where this process may mount a small disk, a full one is a real one.
        if (-not ($IsLinux -and (& { mount -t tmpfs -o size=512k tmpfs $state 2>$null; $LASTEXITCODE -eq 0 }))) {
            Set-ItResult -Skipped -Because 'this process cannot mount a small disk'
            return
        }
        try {
            $people = @(Get-Leaver -Skip 10 -First 5)
            $list = New-List "disk$Pages.csv" $people
            (Invoke-ChildShell (Get-JobLine $list $state '-PlanOnly') -NonInteractive).ExitCode | Should -Be 0
            # All of the disk but some pages of 4 kB.
            $ballast = [System.IO.File]::Create((Join-Path $state 'ballast'))
            try {
                $page = [byte[]]::new(4096)
                try { for (;;) { $ballast.Write($page, 0, 4096); $ballast.Flush() } } catch [System.IO.IOException] { $ballast.SetLength($ballast.Length - 4096 * $Pages - $ballast.Length % 4096) }
            }
            finally {
                try { $ballast.Dispose() } catch [System.IO.IOException] { $null = $_ }
            }
            $run = Invoke-ChildShell (Get-JobLine $list $state) -NonInteractive
            $run.ExitCode | Should -Be $Code -Because $run.Text
            $run.Text | Should -Match 'journal'
            @(Get-Item (Join-Path $state '*.jsonl') | Where-Object Length).Count -gt 0 | Should -Be ($Code -eq 1)
            if ($Code -eq 2) { ($people | Get-AtlassianUserProfile).AccountStatus | Sort-Object -Unique | Should -Be 'active' }
        }
        finally {
            umount $state
        }
    }

    It 'plans for a review, and then runs that plan' {
        $state = Join-Path $TestDrive 'review'
        $person = @(Get-Leaver -Skip 20 -First 1)
        $list = New-List 'review.csv' $person
        $plan = Invoke-ChildShell (Get-JobLine $list $state '-PlanOnly -Ticket HR-7') -NonInteractive
        $plan.ExitCode | Should -Be 0 -Because $plan.Text
        (Get-AtlassianUserProfile $person[0]).AccountStatus | Should -Be 'active'
        $digest = (Import-AtlassianPlan (Get-Item (Join-Path $state '*.plan.json')).FullName).Digest
        (Invoke-ChildShell (Get-JobLine $list $state "-Digest $digest") -NonInteractive).ExitCode | Should -Be 0
        (Get-AtlassianUserProfile $person[0]).AccountStatus | Should -Be 'inactive'
        (Get-Journal $state).Ticket | Sort-Object -Unique | Should -Be 'HR-7'
    }
}

Describe 'Offboarding.Runbook.ps1' {
    BeforeAll {
        # What Azure Automation and the Az modules would offer.
        $script:Doubles = @'
function Get-AutomationPSCredential { param($Name) if ($Name -ne 'AtlassianAdmin') { throw 'no such asset' }
    [pscredential]::new($env:ATLASSIAN_ORGANIZATION_ID, (ConvertTo-SecureString $env:ATLASSIAN_ADMIN_KEY -AsPlainText -Force)) }
function Connect-AzAccount { param([switch] $Identity) if (-not $Identity) { throw 'no managed identity' } 'an account' }
function Get-AzKeyVaultSecret { param($VaultName, $Name) if ("$VaultName/$Name" -ne 'Vault/AtlassianAdminKey') { throw 'no such secret' }
    [pscustomobject]@{ SecretValue = ConvertTo-SecureString $env:ATLASSIAN_ADMIN_KEY -AsPlainText -Force } }

'@

        function Invoke-Runbook {
            param([string[]] $Identity, [string] $More = '')
            $line = '& {0} -Identity {1} -BaseUri $env:SANDBOX_URI {2} | ForEach-Object {{ "$_" }}; exit $LASTEXITCODE' -f
            (Get-Quoted (Join-Path $Folder 'Offboarding.Runbook.ps1')), (($Identity | ForEach-Object { Get-Quoted $_ }) -join ','), $More
            Invoke-ChildShell ($Doubles + $line) -NonInteractive
        }
    }

    It 'works with a credential asset' {
        $people = @(Get-Leaver -Skip 20 -First 2)
        $run = Invoke-Runbook $people "-StatePath $(Get-Quoted (Join-Path $TestDrive 'asset'))"
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Output | Should -Match "Disable $($people[0]): Changed"
        ($people | Get-AtlassianUserProfile).AccountStatus | Sort-Object -Unique | Should -Be 'inactive'
    }

    It 'works with a Key Vault, and in a new job does nothing twice' {
        $people = @(Get-Leaver -Skip 20 -First 2)
        $with = '-KeyVaultName Vault -OrganizationId $env:ATLASSIAN_ORGANIZATION_ID -StatePath '
        (Invoke-Runbook $people ($with + (Get-Quoted (Join-Path $TestDrive 'vault')))).ExitCode | Should -Be 0
        # Another folder: as in the cloud, nothing is left of the first job.
        $again = Invoke-Runbook $people ($with + (Get-Quoted (Join-Path $TestDrive 'vault2')))
        $again.ExitCode | Should -Be 0 -Because $again.Text
        $again.Output | Should -Not -Match 'Changed'
    }

    It 'ends with a terminating error in a job of Azure Automation, where only that is Failed' {
        $azure = '$PSPrivateMetadata = @{ JobId = [guid]::NewGuid() }; '
        $line = { param($who, $state) '{0}try {{ $null = & {1} -Identity {2} -BaseUri $env:SANDBOX_URI -StatePath {3}; "ended" }} catch {{ "terminated: $_" }}' -f
            $azure, (Get-Quoted (Join-Path $Folder 'Offboarding.Runbook.ps1')), (Get-Quoted $who), (Get-Quoted (Join-Path $TestDrive $state)) }
        $failed = Invoke-ChildShell ($Doubles + (& $line 'nobody@example.com' 'azure1')) -NonInteractive
        $failed.Output | Should -Match 'terminated: '
        $cannot = Invoke-ChildShell ($Doubles + (& $line 'scim.managed@example.com' 'azure2')) -NonInteractive
        $cannot.Output | Should -Match 'terminated: Not as wanted: scim\.managed@example\.com'
        $wanted = Invoke-ChildShell ($Doubles + (& $line 'already.disabled@example.com' 'azure3')) -NonInteractive
        $wanted.Output | Should -Not -Match 'terminated'
    }

    It 'ends with 1 when some failed, and with 2 when nothing was done' {
        $person = @(Get-Leaver -Skip 20 -First 1)
        $some = Invoke-Runbook ($person + 'nobody@example.com') "-StatePath $(Get-Quoted (Join-Path $TestDrive 'some1'))"
        $some.ExitCode | Should -Be 1 -Because $some.Text
        $some.Errors | Should -Match 'nobody@example.com'
        (Invoke-Runbook 'nobody@example.com' "-StatePath $(Get-Quoted (Join-Path $TestDrive 'none1'))").ExitCode | Should -Be 2
        (Invoke-Runbook 'mia.active@example.com' '-AssetName Other').ExitCode | Should -Be 2
        $short = Invoke-Runbook 'mia.active@example.com' "-ExpectAtLeast 2 -StatePath $(Get-Quoted (Join-Path $TestDrive 'short1'))"
        $short.ExitCode | Should -Be 2 -Because $short.Text
        $short.Errors | Should -Match '-ExpectAtLeast'
        Get-Status 'mia.active@example.com' | Should -Be 'active'
        # Nothing can be done here for her: an identity provider owns the account.
        (Invoke-Runbook 'scim.managed@example.com' "-StatePath $(Get-Quoted (Join-Path $TestDrive 'cannot1'))").ExitCode | Should -Not -Be 0
    }
}

Describe 'Register-OffboardingTask.ps1' {
    BeforeAll {
        # What Windows offers; the arguments are looked at.
        function New-ScheduledTaskAction { param($Execute, $Argument) @{ Execute = $Execute; Argument = $Argument } }
        function New-ScheduledTaskTrigger { param([switch] $Daily, [datetime] $At) @{ Daily = [bool] $Daily; At = $At } }
        function New-ScheduledTaskSettingsSet { param($MultipleInstances, [switch] $StartWhenAvailable, $ExecutionTimeLimit) @{ Multiple = $MultipleInstances; Limit = $ExecutionTimeLimit; Late = [bool] $StartWhenAvailable } }
        function Register-ScheduledTask {
            [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingUsernameAndPasswordParams', '')]
            [System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPlainTextForPassword', '')]
            param($TaskName, $Description, $Action, $Trigger, $Settings, $User, $Password, [switch] $Force)
            $Kept.Task = @{} + $PSBoundParameters
            [pscustomobject]@{ TaskName = $TaskName }
        }
        # The sample has a script scope of its own.
        $script:Kept = @{}
        $script:Register = Join-Path $Folder 'Register-OffboardingTask.ps1'
        $script:With = @{ ListPath = 'leavers of may.csv'; StatePath = $TestDrive; Credential = [pscredential]::new('CORP\svc', (New-Key 'the password')) }
    }

    BeforeEach {
        $Kept.Clear()
    }

    It 'registers a task that runs the sample with whole paths, as the given account' {
        (& $Register @With).TaskName | Should -Be 'Atlassian off-boarding'
        $Registered = $Kept.Task
        $Registered.User | Should -Be 'CORP\svc'
        $Registered.Action.Execute | Should -Be 'powershell.exe'
        $Registered.Action.Argument | Should -Not -Match 'the password'
        $Registered.Settings.Multiple | Should -Be 'IgnoreNew'
        # What stands behind -File is a line that the sample understands.
        $tokens = $errors = $null
        $line = $Registered.Action.Argument -replace '^.*-File ', '& '
        $ast = [System.Management.Automation.Language.Parser]::ParseInput($line, [ref] $tokens, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $words = $ast.Find({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true).CommandElements
        Test-Path -LiteralPath $words[0].Value | Should -BeTrue
        Split-Path $words[2].Value -Leaf | Should -Be 'leavers of may.csv'
        [System.IO.Path]::IsPathRooted($words[2].Value) | Should -BeTrue
        "$($words[5]) $($words[6])" | Should -Be '-ExpectAtLeast 1'
    }

    It 'registers nothing with -WhatIf' {
        & $Register @With -WhatIf
        $Kept.Task | Should -BeNullOrEmpty
    }
}

Describe 'The GitHub Actions workflows' {
    BeforeAll {
        # The script of a step, as the runner would write it into a file.
        function Get-StepScript {
            param([string] $File, [string] $Name)
            $yaml = Get-Content -LiteralPath (Join-Path $Folder $File) -Raw
            $block = [regex]::Match($yaml, "(?m)^      - name: $Name\r?\n(?:^        .*\r?\n)*?^        run: \|\r?\n((?:^          .*\r?\n|^\s*\r?\n)+)").Groups[1].Value
            $block | Should -Not -BeNullOrEmpty
            # Only the address is another one.
            ($block -replace '(?m)^          ') -replace "'ATLASSIAN_ADMIN_KEY' \}", "'ATLASSIAN_ADMIN_KEY'; BaseUri = `$env:SANDBOX_URI }"
        }

        # A repository with the list, and what a runner gives to each step.
        function New-Repository {
            param([string] $Name, [string[]] $Person)
            $work = Join-Path $TestDrive $Name
            $null = New-Item -ItemType Directory $work
            Copy-Item (Join-Path $Folder 'Invoke-Offboarding.ps1') $work
            Copy-Item (New-List "$Name.csv" $Person) (Join-Path $work 'leavers.csv')
            $work
        }

        function Invoke-Step {
            param([string] $Work, [string] $Script, [hashtable] $Environment = @{})
            $begin = "`$env:PSModulePath = $(Get-Quoted $Modules) + [System.IO.Path]::PathSeparator + `$env:PSModulePath; Set-Location $(Get-Quoted $Work); `$env:LIST = 'leavers.csv'; `$env:GITHUB_OUTPUT = 'output.txt'; `$env:GITHUB_STEP_SUMMARY = 'summary.md'`n"
            $given = foreach ($name in $Environment.Keys) { "`$env:$name = '$($Environment[$name])'`n" }
            Invoke-ChildShell ($begin + $given + $Script) -NonInteractive
        }
    }

    It 'offboarding.yml plans, is approved, and runs what was approved' {
        $person = @(Get-Leaver -Skip 20 -First 1)
        $work = New-Repository 'whole' $person
        $plan = Invoke-Step $work (Get-StepScript 'offboarding.yml' 'Plan')
        $plan.ExitCode | Should -Be 0 -Because $plan.Text
        (Get-AtlassianUserProfile $person[0]).AccountStatus | Should -Be 'active'
        (Get-Content (Join-Path $work 'summary.md') -Raw) | Should -Match ([regex]::Escape($person[0]))
        $digest = (Get-Content (Join-Path $work 'output.txt')) -replace '^digest='
        $digest | Should -Match '^sha256:[0-9a-f]{64}$'
        $run = Invoke-Step $work (Get-StepScript 'offboarding.yml' 'Run') @{ DIGEST = $digest }
        $run.ExitCode | Should -Be 0 -Because $run.Text
        (Get-AtlassianUserProfile $person[0]).AccountStatus | Should -Be 'inactive'
    }

    It 'offboarding-in-parts.yml runs one approved plan in parts, and makes one report of all' {
        $people = @(Get-Leaver -Skip 22 -First 5)
        # Nobody of this address: the plan refuses them, and the report names them all the same.
        $work = New-Repository 'parts' ($people + 'nobody@example.com')
        $plan = Invoke-Step $work (Get-StepScript 'offboarding-in-parts.yml' 'Plan')
        $plan.ExitCode | Should -Be 0 -Because $plan.Text
        (Get-Content (Join-Path $work 'summary.md') -Raw) | Should -Match ([regex]::Escape($people[0]))
        $digest = (Get-Content (Join-Path $work 'output.txt')) -replace '^digest='
        $run = Get-StepScript 'offboarding-in-parts.yml' 'Run'
        foreach ($part in 1..3) {
            $one = Invoke-Step $work $run @{ DIGEST = $digest; PART = $part; PARTS = 3 }
            $one.ExitCode | Should -Be 0 -Because $one.Text
            @($people | Where-Object { (Get-AtlassianUserProfile $_).AccountStatus -eq 'inactive' }).Count | Should -Be @(2, 4, 5)[$part - 1]
        }
        # A part that is started again does nothing twice.
        (Invoke-Step $work $run @{ DIGEST = $digest; PART = 2; PARTS = 3 }).ExitCode | Should -Be 0
        $report = Invoke-Step $work (Get-StepScript 'offboarding-in-parts.yml' 'Report')
        # Somebody is open.
        $report.ExitCode | Should -Be 1 -Because $report.Text
        $report.Text | Should -Match '5 of 6 people are as wanted'
        $page = Get-Content (Join-Path $work 'leavers.html') -Raw
        foreach ($person in $people + 'nobody@example.com') {
            $page | Should -Match ([regex]::Escape($person))
        }
        $rows = @(Import-Csv (Join-Path $work 'leavers.csv'))
        ($rows | Sort-Object Input).Input | Should -Be (@($people + 'nobody@example.com') | Sort-Object)
        ($rows | Where-Object Input -EQ 'nobody@example.com').Result | Should -Be 'Refused'
        ($rows | Where-Object Input -NE 'nobody@example.com').Result | Sort-Object -Unique | Should -Be 'Done'
    }

    It '<_> puts no input of anybody into a script, and asks for an approval before it changes anything' -ForEach @('offboarding.yml', 'offboarding-in-parts.yml') {
        $yaml = Get-Content -LiteralPath (Join-Path $Folder $_) -Raw
        foreach ($line in $yaml -split '\r?\n' -match '\$\{\{') {
            $line | Should -Match '^\s+[A-Z_]+: |^\s+digest: |^\s+(name|path): part-\$\{\{ matrix\.part \}\}(\.jsonl)?$'
        }
        $yaml | Should -Match "(?s)  run:\r?\n    needs: plan.*?environment: atlassian\r?\n"
    }
}
