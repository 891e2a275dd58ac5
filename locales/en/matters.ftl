# Matters, on the firm's side
matters-crumbs = Where you are
matters-opened = Opened { $day }
matters-closed = Closed { $day }
matters-people = People
matters-unanswered = unanswered
matters-practice = This is a practice matter. Nobody outside the firm sees it.
matters-practice-remove = Remove it
matters-area-family = Family
matters-area-real-estate = Real estate
matters-area-wills-and-estates = Wills and estates
matters-area-tenancy = Tenancy
matters-area-business = Business
matters-area-employment = Employment
matters-area-immigration = Immigration
matters-area-injury = Injury
matters-area-other = Other
