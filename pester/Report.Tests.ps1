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

    It 'has a row a person, with groups, and what each product is to them' {
        $people = @(Get-AtlassianUser -Expand groups, productAccess, platformRoles | Where-Object Email)
        $people | Export-AtlassianReport (Join-Path $TestDrive 'people.csv')
        $rows = @(Import-Csv -LiteralPath (Join-Path $TestDrive 'people.csv') -Encoding UTF8)
        $rows.AccountId | Should -Be $people.AccountId
        $products = @($people.ProductAccess | ForEach-Object { "$($_.Key) on $($_.Site)" } | Sort-Object -Unique)
        $products.Count | Should -BeGreaterThan 1
        $faults = for ($place = 0; $place -lt $people.Count; $place++) {
            if ($rows[$place].Groups -ne $people[$place].Groups.ToString()) {
                "$($rows[$place].Email): $($rows[$place].Groups)"
            }
            foreach ($product in $products) {
                $access = @($people[$place].ProductAccess | Where-Object { "$($_.Key) on $($_.Site)" -eq $product })
                $last = if (-not $access) { '' } elseif ($access[0].LastActive) { $access[0].LastActive.UtcDateTime.ToString('yyyy-MM-dd') } else { 'never' }
                if ($rows[$place].$product -ne $(if ($access) { 'yes' } else { 'no' }) -or $rows[$place]."Last active in $product" -ne $last) {
                    "$($rows[$place].Email), ${product}: $($rows[$place].$product), $($rows[$place]."Last active in $product")"
                }
            }
        }
        $faults | Should -BeNullOrEmpty
        $rows | Where-Object { "$($_.PSObject.Properties.Name)" -match 'ari:' } | Should -BeNullOrEmpty
    }

    It 'has the columns of the admin console, and its rows are people again' {
        $people = @(Get-AtlassianUser -First 30 -Expand productAccess, platformRoles)
        $people | Export-AtlassianReport (Join-Path $TestDrive 'console.csv') -ConsoleColumns
        $rows = @(Import-Csv -LiteralPath (Join-Path $TestDrive 'console.csv') -Encoding UTF8)
        $names = @($rows[0].PSObject.Properties.Name)
        $names[0..5] | Should -Be 'User id', 'User name', 'email', 'User status', 'Added to org', 'Org role'
        $names | Should -Contain 'Jira - sandbox'
        $names | Should -Contain 'Last seen in Jira - sandbox'
        $rows.'User status' | Sort-Object -Unique | Should -BeIn 'Active', 'Suspended', 'Deactivated', 'Not invited', 'Scheduled for deletion'
        $rows.'Last seen in Jira - sandbox' | Where-Object { $_ -notmatch '^\d\d [A-Z][a-z]{2} \d{4}$|^Never accessed$' } | Should -BeNullOrEmpty
        ($rows | Get-AtlassianUser).AccountId | Should -Be $people.AccountId

        Get-AtlassianUser 'mia.active@example.com' -Expand groups | Export-AtlassianReport (Join-Path $TestDrive 'groups.csv') -ConsoleColumns
        $rows = @(Import-Csv -LiteralPath (Join-Path $TestDrive 'groups.csv') -Encoding UTF8)
        $rows.'Group name' | Should -Be (Get-AtlassianUser 'mia.active@example.com' -Expand groups).Groups.Name
        { Get-AtlassianGroup | Export-AtlassianReport (Join-Path $TestDrive 'no.csv') -ConsoleColumns } | Should -Throw -ErrorId 'NotReportable,*'
    }

    It 'tells the audit log with who was acted on, and idle seats by product and site' {
        $events = @(Get-AtlassianEvent -From ([datetime]::UtcNow.AddDays(-30)) | Select-Object -First 40)
        $events | Export-AtlassianReport (Join-Path $TestDrive 'audit.html')
        $page = Get-Content -LiteralPath (Join-Path $TestDrive 'audit.html') -Raw -Encoding UTF8
        $page | Should -Match '<h2>Audit events by action</h2>'
        $events | Export-AtlassianReport (Join-Path $TestDrive 'audit.csv')
        $rows = @(Import-Csv -LiteralPath (Join-Path $TestDrive 'audit.csv') -Encoding UTF8)
        $rows.TargetIds | Should -Be @($events | ForEach-Object { $_.TargetIds.ToString() })

        Get-AtlassianInactiveUser -ListsOnly -ByProduct | Export-AtlassianReport (Join-Path $TestDrive 'seats.html')
        Get-Content -LiteralPath (Join-Path $TestDrive 'seats.html') -Raw -Encoding UTF8 | Should -Match 'jira-software on sandbox\.example\.com'
        $Idle | Export-AtlassianReport (Join-Path $TestDrive 'sites.html')
        $page = Get-Content -LiteralPath (Join-Path $TestDrive 'sites.html') -Raw -Encoding UTF8
        $page | Should -Match 'jira-software on sandbox\.example\.com'
        $page | Should -Not -Match 'ari:cloud'
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
