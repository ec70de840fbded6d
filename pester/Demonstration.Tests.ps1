# Whole jobs over a network that breaks one request in so many, in processes that are killed. Small here; by hand with
# $env:ATLASSIANADMIN_MOVES = 3000 and $env:ATLASSIANADMIN_LEAVERS = 500.

BeforeDiscovery {
    $script:HasOpenSsl = [bool](Get-Command openssl -CommandType Application -ErrorAction Ignore)
    if (-not $HasOpenSsl) { Write-Host 'No approval is checked with openssl: it is not here.' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Push-Location $TestDrive
    $script:Quiet = @{ WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue' }

    function New-Approver {
        $key = [Security.Cryptography.RSA]::Create(2048)
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Jo Reviewer', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $request.CreateSelfSigned([datetime]::UtcNow.AddDays(-1), [datetime]::UtcNow.AddDays(9))
    }

    # A sandbox, and a server in front of it that breaks one of so many requests.
    function Start-FaultyOrganization {
        param([int] $UserCount)
        $script:Sandbox = Start-AtlassianSandbox -UserCount $UserCount
        $script:Network = [AtlassianAdmin.Pester.RelayServer]::new($Sandbox.Uri)
        $Network.FaultEvery = 23
        $env:DEMONSTRATION_KEY = ConvertFrom-Key $Sandbox.ApiKey
        $script:Connect = "Connect-AtlassianOrganization -OrganizationId $($Sandbox.OrganizationId) -ApiKeyEnvironmentVariable DEMONSTRATION_KEY -BaseUri"
        # What is so is read past the faults.
        . ([scriptblock]::Create("$Connect $($Sandbox.Uri) -Name Truth"))
    }

    function Stop-FaultyOrganization {
        Remove-Item Env:DEMONSTRATION_KEY -ErrorAction Ignore
        Disconnect-AtlassianOrganization -All
        $Network.Dispose()
        $Sandbox | Stop-AtlassianSandbox
    }

    # Runs a script in a process of its own; it is killed when so many lines stand in the journal.
    function Invoke-Killed {
        param([string] $Script, [string] $Journal, [int] $AtLine = [int]::MaxValue)
        $text = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$(Get-ModulePath)'; Set-Location '$PWD'; $Script"
        $start = New-ShellStart "-NoProfile -NonInteractive -OutputFormat Text $(ConvertTo-EncodedCommand $text)"
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $output = $process.StandardOutput.ReadToEndAsync()
        while (-not $process.WaitForExit(50)) {
            if ($AtLine -lt [int]::MaxValue -and (Test-Path $Journal) -and @([System.IO.File]::ReadAllText((Join-Path $PWD $Journal)) -split "`n").Count -gt $AtLine) {
                $process.Kill()
                $process.WaitForExit()
            }
        }
        [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output.Result }
        $process.Dispose()
    }

    function Test-WithOpenSsl {
        param([string] $Plan, $Certificate)
        Set-Content 'root.pem' "-----BEGIN CERTIFICATE-----`n$([Convert]::ToBase64String($Certificate.RawData, 'InsertLineBreaks'))`n-----END CERTIFICATE-----`n"
        $null = openssl cms -verify -binary -inform DER -in "$Plan.p7s" -content $Plan -CAfile root.pem -out verified.json 2>&1
        $LASTEXITCODE -eq 0 -and (Get-FileHash verified.json).Hash -eq (Get-FileHash $Plan).Hash
    }
}

AfterAll {
    Pop-Location
}

Describe 'New addresses with swaps and collisions, planned, approved, killed three times, resumed and undone' {
    It 'ends as planned, and is undone' {
        $count = if ($env:ATLASSIANADMIN_MOVES) { [int]$env:ATLASSIANADMIN_MOVES } else { 60 }
        $swaps = [Math]::Max(2, [int]($count / 150))
        $collisions = if ($count -ge 1000) { 5 } else { 2 }
        try {
            Start-FaultyOrganization ($count * 2 + 100)
            $people = @(Get-AtlassianUser -ClaimStatus managed -Status active | Where-Object { $_.Email -match '\.\d{4}@' -and $_.ManagementSource -ne 'synced' -and $_.EmailVerified } | Select-Object -First $count)
            $people | Should -HaveCount $count
            $new = @{}
            for ($i = 0; $i -lt $count; $i++) {
                $new[$people[$i].AccountId] =
                    if ($i -lt 2 * $swaps) { $people[$i + 1 - 2 * ($i % 2)].Email }
                    elseif ($i -lt 2 * $swaps + $collisions) { $people[$i + $collisions].Email -replace '@.*', '.moved@example.org' }
                    else { $people[$i].Email -replace '@.*', '.moved@example.org' }
            }
            $people | ForEach-Object { [pscustomobject]@{ 'Current Email' = $_.Email; 'New Email' = $new[$_.AccountId] } } | Export-Csv 'moves.csv' -NoTypeInformation

            . ([scriptblock]::Create("$Connect $($Network.Uri) -Name Faulty -ThrottleLimit 16"))
            Import-Csv 'moves.csv' | New-AtlassianEmailMovePlan -Ticket IT-9 -ParkingDomain example.com @Quiet | Export-AtlassianPlan 'moves.json'
            $plan = Import-AtlassianPlan 'moves.json'
            # Of two people who want the same address one is refused.
            $plan.RefusedCount | Should -Be $collisions
            $plan.PlannedCount | Should -Be ($count - $collisions)
            $plan.Steps.Count | Should -Be ($count - $collisions + $swaps)

            $jo = New-Approver
            $null = Approve-AtlassianPlan 'moves.json' $jo -Confirm:$false
            if (Get-Command openssl -CommandType Application -ErrorAction Ignore) { Test-WithOpenSsl 'moves.json' $jo | Should -BeTrue }

            $script = "$Connect $($Network.Uri) -ThrottleLimit 16 -RequireApproval $($jo.Thumbprint); " +
            'Import-AtlassianPlan moves.json | Invoke-AtlassianPlan -JournalPath moves.jsonl -Resume -Confirm:$false -PassThru | Where-Object Outcome -NotIn Changed, AlreadyInState'
            foreach ($part in 0.4, 0.9, 1.4) {
                (Invoke-Killed $script 'moves.jsonl' ([int]($part * $plan.Steps.Count))).ExitCode | Should -Not -Be 0
            }
            $last = Invoke-Killed $script 'moves.jsonl'
            $last.Output | Should -BeNullOrEmpty
            $last.ExitCode | Should -Be 0
            (Test-AtlassianJournal 'moves.jsonl').IsIntact | Should -BeTrue
            $Network.Faults | Should -BeGreaterThan 5

            $refused = @($plan.People | Where-Object Decision -EQ 'Refused').AccountId
            $now = @{}
            Get-AtlassianUser -ClaimStatus managed -Connection Truth | ForEach-Object { $now[$_.AccountId] = $_.Email }
            foreach ($person in $people) {
                $now[$person.AccountId] | Should -Be $(if ($person.AccountId -in $refused) { $person.Email } else { $new[$person.AccountId] })
            }

            $undone = @(Undo-AtlassianChange -JournalPath 'moves.jsonl' -PassThru -Confirm:$false -Connection Faulty -WarningAction SilentlyContinue)
            $undone | Where-Object Outcome -NotIn 'Changed', 'AlreadyInState' | Should -BeNullOrEmpty
            Get-AtlassianUser -ClaimStatus managed -Connection Truth | ForEach-Object { $now[$_.AccountId] = $_.Email }
            $people | Where-Object { $now[$_.AccountId] -ne $_.Email } | Should -BeNullOrEmpty
        }
        finally {
            Stop-FaultyOrganization
        }
    }
}

Describe 'Leavers of whom some cannot be done, planned, approved, run, resumed after one was enabled by hand, reported' {
    It 'tells the truth of everybody' {
        $count = if ($env:ATLASSIANADMIN_LEAVERS) { [int]$env:ATLASSIANADMIN_LEAVERS } else { 40 }
        $cannot = [Math]::Max(2, [int]($count / 25))
        try {
            Start-FaultyOrganization ($count * 2 + 50)
            $all = @(Get-AtlassianUser -Status active -ClaimStatus managed | Where-Object { $_.Email -match '\.\d{4}@' })
            # An identity provider owns them, and no SCIM directory is connected.
            $owned = @($all | Where-Object ManagementSource -EQ 'synced' | Select-Object -First $cannot)
            $leavers = @($all | Where-Object { $_.ManagementSource -ne 'synced' -and $_.EmailVerified } | Select-Object -First ($count - $cannot)) + $owned
            $leavers | Should -HaveCount $count
            $leavers | Select-Object Email | Export-Csv 'leavers.csv' -NoTypeInformation

            . ([scriptblock]::Create("$Connect $($Network.Uri) -Name Faulty -ThrottleLimit 16"))
            Import-Csv 'leavers.csv' | New-AtlassianOffboardingPlan -Step Disable -Ticket HR-500 @Quiet -WarningVariable warnings | Export-AtlassianPlan 'leavers.json' 'worklist.csv'
            $warnings | Should -HaveCount $cannot
            $jo = New-Approver
            $null = Approve-AtlassianPlan 'leavers.json' $jo -Confirm:$false
            if (Get-Command openssl -CommandType Application -ErrorAction Ignore) { Test-WithOpenSsl 'leavers.json' $jo | Should -BeTrue }
            $plan = Import-AtlassianPlan 'leavers.json' -RequireApproval $jo.Thumbprint
            $plan.CannotBeDoneCount | Should -Be $cannot
            $plan.OpenCount | Should -Be $cannot

            $run = @{ JournalPath = 'leavers.jsonl'; Confirm = $false; RequireApproval = $jo.Thumbprint; PassThru = $true }
            $first = @($plan | Invoke-AtlassianPlan @run @Quiet)
            @($first | Where-Object Outcome -EQ 'Changed') | Should -HaveCount ($count - $cannot)

            $back = $leavers[0]
            Enable-AtlassianUser $back -Connection Truth -WarningAction SilentlyContinue
            $again = @($plan | Invoke-AtlassianPlan @run -Resume @Quiet)
            $mine = $again | Where-Object AccountId -EQ $back.AccountId
            $mine.Outcome | Should -Not -BeIn 'Changed', 'AlreadyInState'
            $mine.ErrorMessage | Should -Match 'somebody has changed it since'
            Get-Status $back.Email | Should -Be 'active'

            $again | Export-AtlassianReport 'leavers.html'
            $rows = @(Get-AtlassianChange -Last -Summary)
            $rows | Should -HaveCount $count
            @($rows | Where-Object IsOpen) | Should -HaveCount ($cannot + 1)
            @($rows | Where-Object Result -EQ 'CannotBeDone').AccountId | Sort-Object | Should -Be ($owned.AccountId | Sort-Object)
            ($rows | Where-Object AccountId -EQ $back.AccountId).IsOpen | Should -BeTrue
            $page = Get-Content 'leavers.html' -Raw
            foreach ($person in $leavers) { $page.Contains($person.Email) | Should -BeTrue }
            $page | Should -Match 'Jo Reviewer'
            $page | Should -Match 'HR-500'
            (Test-AtlassianJournal 'leavers.jsonl').IsIntact | Should -BeTrue
        }
        finally {
            Stop-FaultyOrganization
        }
    }
}
