BeforeDiscovery {
    $browser = Get-Command chromium, chromium-browser, google-chrome, msedge -CommandType Application -ErrorAction Ignore | Select-Object -First 1
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
    # The sandbox takes any name, as the service does.
    Set-AtlassianUserProfile 'mia.active@example.com' -Name '<script>document.title=1</script>'
    Set-AtlassianUserProfile 'alex.kim@example.com' -Name '=HYPERLINK("http://evil.example","x")'
    $script:Changes = @('mia.active@example.com', 'alex.kim@example.com', 'scim.managed@example.com', 'already.disabled@example.com' |
            Disable-AtlassianUser -PassThru -Verify -Confirm:$false -ErrorAction SilentlyContinue)
    $script:Idle = @(Get-AtlassianInactiveUser -ListsOnly)
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Export-AtlassianReport' {
    It 'makes a page of a run: totals, what stood in the way, the remedy' {
        $file = $Changes | Export-AtlassianReport (Join-Path $TestDrive 'run.html') -Title 'May & June' -PassThru
        $file | Should -BeOfType 'System.IO.FileInfo'
        $page = Get-Content -LiteralPath $file.FullName -Raw -Encoding UTF8
        $page | Should -Match '^<!DOCTYPE html><html lang="en">'
        $page | Should -Match '<h1>May &amp; June</h1>'
        $page | Should -Match '<strong>2</strong><span> changed</span>'
        $page | Should -Match '<strong>1</strong><span> failed</span>'
        $page | Should -Match 'ManagedByScim'
        $page | Should -Match 'Do it in the identity provider'
        $page | Should -Match 'Sandbox Company \[sandbox\]'
    }

    It 'makes no markup of names, and no formulas' {
        $Changes | Export-AtlassianReport (Join-Path $TestDrive 'names.html')
        $page = Get-Content -LiteralPath (Join-Path $TestDrive 'names.html') -Raw -Encoding UTF8
        $page | Should -Not -Match '<script'
        $page | Should -Match '&lt;script&gt;document.title=1&lt;/script&gt;'
        $page | Should -Not -Match '(src|href)\s*='
        $Changes | Export-AtlassianReport (Join-Path $TestDrive 'names.csv')
        $rows = @(Import-Csv -LiteralPath (Join-Path $TestDrive 'names.csv') -Encoding UTF8)
        $rows | Should -HaveCount 4
        $rows[1].Name | Should -Be "'=HYPERLINK(`"http://evil.example`",`"x`")"
        $rows.Outcome | Should -Be 'Changed', 'Changed', 'Failed', 'AlreadyInState'
        $rows[2].ErrorCode | Should -Be 'ManagedByScim'
        # The rows are people again.
        ($rows | Enable-AtlassianUser -WhatIf -PassThru).AccountId | Should -Be $Changes.AccountId
    }

    It 'makes a page and a table of inactive people' {
        $Idle | Export-AtlassianReport (Join-Path $TestDrive 'idle.html')
        $page = Get-Content -LiteralPath (Join-Path $TestDrive 'idle.html') -Raw -Encoding UTF8
        $page | Should -Match "<strong>$($Idle.Count)</strong><span> people</span>"
        $page | Should -Match '<title id="chart1t">Idle seats by product and confidence</title>'
        $Idle + $Idle | Export-AtlassianReport (Join-Path $TestDrive 'idle.csv')
        @(Import-Csv -LiteralPath (Join-Path $TestDrive 'idle.csv') -Encoding UTF8) | Should -HaveCount $Idle.Count
    }

    It 'makes a page of credentials, without one of them in it' {
        Get-AtlassianCredentialExposure | Export-AtlassianReport (Join-Path $TestDrive 'keys.htm')
        $page = Get-Content -LiteralPath (Join-Path $TestDrive 'keys.htm') -Raw -Encoding UTF8
        $page | Should -Match 'Revoke-AtlassianApiKey -ApiKeyId'
        $page | Should -Not -Match 'ATCTT|ATATT'
    }

    It 'makes a page of a plan, for whoever signs it off' {
        $plan = 'saml.profile@example.com', 'scim.managed@example.com', 'admin@example.com' | New-AtlassianOffboardingPlan -Ticket HR-7 -WarningAction SilentlyContinue
        $plan | Export-AtlassianReport (Join-Path $TestDrive 'plan.html')
        $page = Get-Content -LiteralPath (Join-Path $TestDrive 'plan.html') -Raw -Encoding UTF8
        $page | Should -Match ([regex]::Escape($plan.Digest))
        $page | Should -Match '<dt>Ticket</dt><dd>HR-7</dd>'
        $page | Should -Match '<strong>1</strong><span> refused</span>'
        $page | Should -Match 'OrganizationAdministrator'
        $plan | Export-AtlassianReport (Join-Path $TestDrive 'plan.csv')
        @(Import-Csv (Join-Path $TestDrive 'plan.csv') -Encoding UTF8 | Where-Object Step).Step | Should -Be $plan.Steps.StepId
    }

    It 'reads a journal, and says who ran it and why' {
        $journal = Join-Path $TestDrive 'run.jsonl'
        $connection = Connect-AtlassianOrganization -Sandbox -Name journaled -JournalPath $journal -PassThru
        Disable-AtlassianUser 'mia.active@example.com' -Connection $connection
        Disable-AtlassianUser 'scim.managed@example.com' -Connection $connection -ErrorAction SilentlyContinue
        Disconnect-AtlassianOrganization -Connection $connection
        Connect-AtlassianOrganization -Sandbox
        Export-AtlassianReport (Join-Path $TestDrive 'journal.html') -JournalPath $journal
        $page = Get-Content -LiteralPath (Join-Path $TestDrive 'journal.html') -Raw -Encoding UTF8
        $page | Should -Match '<dt>Operator</dt><dd>[^<]+@'
        $page | Should -Match '<strong>2</strong><span> changes</span>'
        Get-AtlassianChange -JournalPath $journal | Export-AtlassianReport (Join-Path $TestDrive 'journal.csv')
        @(Import-Csv (Join-Path $TestDrive 'journal.csv') -Encoding UTF8).Number | Should -Be '1', '2'
    }

    It 'has no key in it, nor has any file of the way there: plan, worklist, journal' {
        $sandbox = Start-AtlassianSandbox -UserCount 40
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'files')
        Push-Location $folder
        try {
            Connect-AtlassianOrganization -OrganizationId $sandbox.OrganizationId -ApiKey $sandbox.ApiKey -BaseUri $sandbox.Uri -JournalPath 'all.jsonl'
            Connect-AtlassianScimDirectory $sandbox.ScimDirectoryId -ApiKey $sandbox.ScimApiKey
            Disable-AtlassianUser 'scim.managed@example.com' -Route Auto
            $plan = 'mia.active@example.com', 'scim.managed@example.com' | New-AtlassianOffboardingPlan
            $plan | Export-AtlassianPlan 'plan.json' -WorklistPath 'worklist.csv'
            $plan | Invoke-AtlassianPlan -JournalPath 'run.jsonl' -Confirm:$false
            Undo-AtlassianChange -JournalPath 'run.jsonl' -Confirm:$false -WarningAction SilentlyContinue
            foreach ($extension in 'html', 'csv') {
                $plan | Export-AtlassianReport "plan.$extension"
                Get-AtlassianChange -JournalPath 'run.jsonl' | Export-AtlassianReport "run.$extension"
                Get-AtlassianCredentialExposure | Export-AtlassianReport "keys.$extension"
            }

            $files = @(Get-ChildItem -File | Where-Object Length -GT 0)
            $files.Count | Should -BeGreaterOrEqual 10
            foreach ($key in $sandbox.ApiKey, $sandbox.ScimApiKey) {
                $files | Select-String -SimpleMatch (ConvertFrom-Key $key) | Should -BeNullOrEmpty
            }
        }
        finally {
            Pop-Location
            Disconnect-AtlassianOrganization -All
            $sandbox | Stop-AtlassianSandbox
            Connect-AtlassianOrganization -Sandbox
        }
    }

    It 'says so when there is nothing to report' {
        @() | Export-AtlassianReport (Join-Path $TestDrive 'none.html')
        Get-Content -LiteralPath (Join-Path $TestDrive 'none.html') -Raw | Should -Match '<h1>Nothing to report</h1>'
    }

    It 'takes the path of the session, and replaces what was there unless told not to' {
        Push-Location $TestDrive
        try {
            $Changes[0] | Export-AtlassianReport here.html
            $Changes | Export-AtlassianReport here.html
            (Get-Content here.html -Raw) | Should -Match '<strong>4</strong><span> changes</span>'
            { $Changes[0] | Export-AtlassianReport here.html -NoClobber } | Should -Throw -ErrorId 'ReportFailed,*'
            (Get-Content here.html -Raw) | Should -Match '<strong>4</strong><span> changes</span>'
        }
        finally {
            Pop-Location
        }
    }

    It 'writes nothing with -WhatIf' {
        $Changes | Export-AtlassianReport (Join-Path $TestDrive 'whatif.html') -WhatIf
        Join-Path $TestDrive 'whatif.html' | Should -Not -Exist
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a name that says nothing'; Run = { $Changes | Export-AtlassianReport (Join-Path $TestDrive 'a.txt') }; Code = 'ReportFailed' }
        @{ Name = 'a folder that is not there'; Run = { $Changes | Export-AtlassianReport (Join-Path $TestDrive 'no/a.html') }; Code = 'ReportFailed' }
        @{ Name = 'two kinds at once'; Run = { $Changes + $Idle | Export-AtlassianReport (Join-Path $TestDrive 'a.html') }; Code = 'NotReportable' }
        @{ Name = 'what Select-Object made'; Run = { $Changes | Select-Object Email | Export-AtlassianReport (Join-Path $TestDrive 'a.html') }; Code = 'NotReportable' }
        @{ Name = 'a journal that is none'; Run = { Export-AtlassianReport (Join-Path $TestDrive 'a.html') -JournalPath (Join-Path $TestDrive 'none.jsonl') }; Code = 'JournalUnusable' }
    ) {
        { & $Run } | Should -Throw -ErrorId "$Code,*"
        Join-Path $TestDrive 'a.html' | Should -Not -Exist
    }
}

Describe 'The page in a browser' -Skip:(-not $browser) {
    BeforeAll {
        # Prints the page as the browser has it after its scripts ran, and writes down what it asked of the network.
        function Invoke-Browser {
            param([string] $Path, [string[]] $Arguments)
            $fixed = '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', "--user-data-dir=$(Join-Path $TestDrive ([guid]::NewGuid()))"
            & $browser @fixed @Arguments ([uri]::new([uri] 'file:///', $Path).AbsoluteUri) 2> $null
        }

        $script:browser = (Get-Command chromium, chromium-browser, google-chrome, msedge -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
        $script:Page = (Join-Path (Resolve-Path $TestDrive).ProviderPath 'browser.html')
        $Changes | Export-AtlassianReport $Page -Title 'Read by a browser'
    }

    It 'is read as it was meant: no name ran, nothing is missing' {
        $dom = (Invoke-Browser $Page '--dump-dom') -join "`n"
        $dom | Should -Match '<title>Read by a browser</title>'
        $dom | Should -Not -Match '<script'
        [regex]::Matches($dom, '<tr>').Count | Should -Be (3 + 1 + 2 * $Changes.Count)
    }

    It 'asks nothing of any network' {
        $log = Join-Path $TestDrive 'net.json'
        $null = Invoke-Browser $Page '--dump-dom', "--log-net-log=$log"
        $log | Should -Exist
        [regex]::Matches((Get-Content -LiteralPath $log -Raw), '"url":"(https?://[^"]*)"') | ForEach-Object { $_.Groups[1].Value } |
            Where-Object { $_ -notmatch 'google|gstatic' } | Should -BeNullOrEmpty
    }

    It 'can be seen and printed' {
        $null = Invoke-Browser $Page '--window-size=1280,1600', "--screenshot=$(Join-Path $TestDrive 'page.png')"
        (Get-Item (Join-Path $TestDrive 'page.png')).Length | Should -BeGreaterThan 20000
        $null = Invoke-Browser $Page '--no-pdf-header-footer', "--print-to-pdf=$(Join-Path $TestDrive 'page.pdf')"
        (Get-Item (Join-Path $TestDrive 'page.pdf')).Length | Should -BeGreaterThan 10000
    }
}
