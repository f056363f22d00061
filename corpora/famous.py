"""Full names that a stand-in must not be: people whom everybody knows."""

from scrub.surrogates.pools import folded

_PEOPLE = """
Michael Jackson|James Brown|Elizabeth Taylor|John Adams|Will Smith|Tom Cruise|Brad Pitt|Angelina Jolie
Taylor Swift|Emma Watson|Emma Stone|Tom Hanks|Jennifer Lopez|Jennifer Aniston|Jennifer Lawrence|Julia Roberts
Johnny Depp|George Clooney|Robert Downey|Morgan Freeman|Denzel Washington|Samuel Jackson|Leonardo DiCaprio
Kate Winslet|Meryl Streep|Scarlett Johansson|Natalie Portman|Harrison Ford|Clint Eastwood|Sean Connery
Daniel Craig|Pierce Brosnan|Hugh Grant|Colin Firth|Keanu Reeves|Ryan Reynolds|Ryan Gosling|Chris Evans
Chris Hemsworth|Chris Pratt|Matt Damon|Ben Affleck|Nicole Kidman|Sandra Bullock|Anne Hathaway|Cate Blanchett
Charlize Theron|Halle Berry|Salma Hayek|Penelope Cruz|Javier Bardem|Antonio Banderas|Marilyn Monroe
Audrey Hepburn|Grace Kelly|Bruce Lee|Bruce Willis|Jackie Chan|Jet Li|Al Pacino|Robert Niro|Marlon Brando
Elvis Presley|John Lennon|Paul McCartney|George Harrison|Ringo Starr|Mick Jagger|Keith Richards|Bob Dylan
Bob Marley|David Bowie|Freddie Mercury|Elton John|Phil Collins|Kurt Cobain|Katy Perry|Justin Bieber
Justin Timberlake|Justin Trudeau|Britney Spears|Christina Aguilera|Celine Dion|Whitney Houston|Mariah Carey
Billie Eilish|Ed Sheeran|Adele Adkins|Amy Winehouse|Stevie Wonder|Ray Charles|Louis Armstrong|Miles Davis
Frank Sinatra|Dean Martin|Johnny Cash|Dolly Parton|Willie Nelson|Bruce Springsteen|Tina Turner|Diana Ross
Michael Jordan|Lebron James|Kobe Bryant|Magic Johnson|Larry Bird|Tom Brady|Serena Williams|Venus Williams
Roger Federer|Rafael Nadal|Novak Djokovic|Andy Murray|Maria Sharapova|Steffi Graf|Boris Becker|Tiger Woods
Lionel Messi|Cristiano Ronaldo|Diego Maradona|David Beckham|Wayne Rooney|Harry Kane|Zinedine Zidane
Thierry Henry|Kylian Mbappe|Luis Suarez|Franz Beckenbauer|Thomas Muller|Gerd Muller|Oliver Kahn|Jurgen Klopp
Usain Bolt|Carl Lewis|Michael Phelps|Lewis Hamilton|Michael Schumacher|Max Verstappen|Fernando Alonso
Sebastian Vettel|Muhammad Ali|Mike Tyson|Lance Armstrong|Simone Biles
Barack Obama|Michelle Obama|Donald Trump|Ivanka Trump|Melania Trump|Joe Biden|Kamala Harris|Hillary Clinton
Bill Clinton|George Bush|Ronald Reagan|Jimmy Carter|Richard Nixon|Gerald Ford|John Kennedy|Robert Kennedy
Abraham Lincoln|George Washington|Thomas Jefferson|James Madison|Andrew Jackson|Theodore Roosevelt
Franklin Roosevelt|Harry Truman|Lyndon Johnson|Woodrow Wilson|Bernie Sanders|Elizabeth Warren|Mike Pence
Nancy Pelosi|Boris Johnson|Theresa May|Tony Blair|Gordon Brown|David Cameron|Margaret Thatcher|John Major
Winston Churchill|Keir Starmer|Rishi Sunak|Liz Truss|Angela Merkel|Olaf Scholz|Helmut Kohl|Willy Brandt
Konrad Adenauer|Friedrich Merz|Adolf Hitler|Emmanuel Macron|Francois Hollande|Nicolas Sarkozy
Francois Mitterrand|Jacques Chirac|Marine Pen|Silvio Berlusconi|Mario Draghi|Giorgia Meloni|Benito Mussolini
Pedro Sanchez|Mariano Rajoy|Francisco Franco|Vladimir Putin|Joseph Stalin|Vladimir Lenin|Leon Trotsky
Volodymyr Zelensky|Recep Erdogan|Viktor Orban|Lech Walesa|Donald Tusk|Vaclav Havel|Jair Bolsonaro
Lula Silva|Javier Milei|Eva Peron|Juan Peron|Fidel Castro|Raul Castro|Hugo Chavez|Nicolas Maduro|Simon Bolivar
Salvador Allende|Augusto Pinochet|Nelson Mandela|Desmond Tutu|Kofi Annan|Mahatma Gandhi|Indira Gandhi
Rahul Gandhi|Narendra Modi|Jawaharlal Nehru|Benazir Bhutto|Imran Khan|Aung Kyi|Joko Widodo|Saddam Hussein
Osama Laden|Yasser Arafat|Bashar Assad|Benjamin Netanyahu|Golda Meir|Greta Thunberg|Malala Yousafzai
Albert Einstein|Isaac Newton|Charles Darwin|Marie Curie|Pierre Curie|Stephen Hawking|Richard Feynman
Niels Bohr|Max Planck|Werner Heisenberg|Erwin Schrodinger|Nikola Tesla|Thomas Edison|Alan Turing|Ada Lovelace
Grace Hopper|John Neumann|Claude Shannon|Donald Knuth|Linus Torvalds|Dennis Ritchie|Ken Thompson
Brian Kernighan|Tim Lee|Vint Cerf|Steve Jobs|Steve Wozniak|Bill Gates|Paul Allen|Mark Zuckerberg|Elon Musk
Jeff Bezos|Larry Page|Sergey Brin|Tim Cook|Satya Nadella|Sundar Pichai|Sam Altman|Dario Amodei|Jack Dorsey
Warren Buffett|Henry Ford|Walt Disney|Oprah Winfrey|Ellen Degeneres|Kim Kardashian|Paris Hilton
William Shakespeare|Charles Dickens|Jane Austen|Mark Twain|Ernest Hemingway|George Orwell|Oscar Wilde
James Joyce|Virginia Woolf|Agatha Christie|Stephen King|Joanne Rowling|Dan Brown|Edgar Poe|Walt Whitman
Emily Dickinson|Victor Hugo|Albert Camus|Jean Sartre|Marcel Proust|Franz Kafka|Thomas Mann|Hermann Hesse
Gunter Grass|Johann Goethe|Friedrich Schiller|Friedrich Nietzsche|Immanuel Kant|Karl Marx|Friedrich Engels
Sigmund Freud|Carl Jung|Leo Tolstoy|Anton Chekhov|Umberto Eco|Dante Alighieri|Miguel Cervantes|Pablo Neruda
Gabriel Marquez|Jorge Borges|Paulo Coelho|Astrid Lindgren|Hans Andersen|Henrik Ibsen|Anne Frank
Johann Bach|Wolfgang Mozart|Ludwig Beethoven|Richard Wagner|Johannes Brahms|Franz Schubert|Robert Schumann
Giuseppe Verdi|Antonio Vivaldi|Luciano Pavarotti|Maria Callas|Frederic Chopin|Claude Debussy|Edith Piaf
Pablo Picasso|Salvador Dali|Frida Kahlo|Diego Rivera|Vincent Gogh|Claude Monet|Paul Cezanne|Henri Matisse
Andy Warhol|Leonardo Vinci|Martin Luther|Alfred Hitchcock|Steven Spielberg|George Lucas|James Cameron
Quentin Tarantino|Stanley Kubrick|Woody Allen|Tim Burton|Federico Fellini|Ingmar Bergman|Ingrid Bergman
Greta Garbo|Marlene Dietrich|Romy Schneider|Brigitte Bardot|Sophia Loren|Gerard Depardieu|Catherine Deneuve
Neil Armstrong|Buzz Aldrin|Yuri Gagarin|Christopher Columbus|Marco Polo|Rosa Parks|Anna Wintour|Bruce Wayne
Clark Kent|Peter Parker|Tony Stark|Harry Potter|Sherlock Holmes|James Bond|Homer Simpson|Bart Simpson
Lisa Simpson|Luke Skywalker|Indiana Jones|Forrest Gump|John Wick|Walter White|Jack Sparrow|Charlie Chaplin
Buster Keaton|Ted Bundy|Charles Manson|Jeffrey Epstein|Harvey Weinstein|Lee Oswald|Amelia Earhart
Charles Lindbergh|Helen Keller|Florence Nightingale|John Smith|Jane Smith|John Doe|Jane Doe|Max Mustermann
Erika Mustermann|Mario Rossi|Jan Kowalski|Jan Novak|Juan Perez|Ivan Ivanov|Владимир Путин|Дмитрий Медведев
Михаил Горбачев|Борис Ельцин|Иосиф Сталин|Владимир Ленин|Александр Пушкин|Лев Толстой|Антон Чехов
Юрий Гагарин|Владимир Зеленский|Петр Порошенко|Алла Пугачева|Алексей Навальный|Иван Иванов|Анна Каренина
Николай Гоголь|Михаил Булгаков|Владимир Высоцкий|Тарас Шевченко|Виктор Янукович|Андрій Шевченко|Юлія Тимошенко
नरेन्द्र मोदी|नरेंद्र मोदी|राहुल गांधी|इंदिरा गांधी|अमित शाह|सचिन तेंदुलकर|सलमान खान|आमिर खान|अमिताभ बच्चन
محمود عباس|ياسر عرفات|صدام حسين|محمود درويش|نجيب محفوظ|محمد صلاح|عمر الشريف|محمود أحمدی|علی خامنه‌ای
דוד גוריון|יצחק רבין|שמעון פרס|בנימין נתניהו|גל גדות|אריאל שרון|גולדה מאיר|נפתלי בנט|יאיר לפיד
Αλέξης Τσίπρας|Κυριάκος Μητσοτάκης|Ανδρέας Παπανδρέου|Μίκης Θεοδωράκης|Μαρία Κάλλας|Νίκος Καζαντζάκης
近平 习|泽东 毛|小平 邓|锦涛 胡|恩来 周|德华 刘|国荣 张|学友 张|小龙 李|連杰 李|明 姚|英九 馬|文 蔡
云 马|润 任|晋三 安倍|純一郎 小泉|太郎 麻生|一郎 鈴木|明 黒澤|隆 村上|駿 宮崎|達也 中村|재인 문|근혜 박
정은 김|정일 김|일성 김|명박 이|대중 김|무현 노|석열 윤|재명 이|연아 김|흥민 손|지성 박
ทักษิณ ชินวัตร|ยิ่งลักษณ์ ชินวัตร|ประยุทธ์ จันทร์โอชา
"""


# (given, family) in lower case without accents.
FAMOUS = frozenset(
    (parts[0], parts[-1])
    for entry in _PEOPLE.replace("\n", "|").split("|")
    if (parts := folded(entry).split())
)
