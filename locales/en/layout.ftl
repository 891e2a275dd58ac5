# What every page shares
skip-to-main = Skip to the main content
language = Language
nav-main = Main
nav-menu = Menu
nav-search = Search
nav-home = Home
nav-documents = Documents
nav-messages = Messages
nav-you = You
nav-today = Today
nav-matters = Matters
nav-clients = Clients
nav-record = Record
nav-settings = Settings
call-us = Call us
told-at-sign-in = They see it at their next sign-in. No e-mail leaves: no mail server is set.
size-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
foot-safe-keeping = How we keep your documents safe
session-warning-title = Are you still there?
session-warning-words = To keep your documents safe, we sign you out after { $minutes } minutes without a sign of you. What you have typed is kept.
session-warning-stay = Stay

when-today = today at { $time }
when-yesterday = yesterday at { $time }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

list-and = { $first } and { $last }

form-things-to-fix = { $count ->
    [one] One thing to fix
   *[other] { $count } things to fix
}
form-missing = Please fill this in.
form-too-long = This is too long. Please shorten it.
form-controls = This holds signs that can’t be shown. Please type it again.
form-not-an-address = Enter an e-mail address, such as name@example.ca.
form-not-a-number = Enter a phone number, such as 613 555 0142.
form-not-a-day = Choose a day.
form-day-past = Choose a day that has not passed.
form-day-to-come = Choose today or a day that has passed.
form-too-big = This form is larger than we can take.
form-not-a-form = We could not read what was sent.
form-choose = Please choose one.

error-title = We can’t show this page
error-not-found = We can’t find this page. It may have moved, or belong to another matter.
error-forbidden = You can’t do this here. Ask someone at the firm who can.
error-sign-in = Please sign in first.
error-prove-again = Please show once more that it is you.
error-too-many = Too many tries. You can try again at { $time }, or call us.
error-full = There is no room left for this file. Nothing was lost that had arrived. Please call us.
error-unavailable = We can’t do this right now. Nothing is lost. Please try again in a minute.
error-fault = Something broke on our side, not yours. We have been told.
error-cross-site = This came from another site, so we did not do it. Open the page here and try again.
error-reference = Reference
error-home = Go to the first page

door-need-a-person = Need a person?
password-show = Show
password-hide = Hide

cancel = Cancel
save = Save
back = Back
copied = Copied
pages-label = Pages
pages-newest = Newest
pages-older = Older
pages-first = First page
pages-next = Next page
error-another-way = Your law firm asks for another way in now. Sign in again to add it.
mixed-letters = Letters of different alphabets:
