"""Given names that tell whether a pronoun may mean their bearer: common ones of the languages of news."""

from __future__ import annotations

from quotes.finders.lexicon import word_set

WOMEN = word_set(
    """
    aisha aiste aleksandra alena alexandra alice alina alla alona amal amanda amelia amina amy ana anastasia
    anastasiia anastasiya andrea angela anika anita ann anna annalena anne annika antonia anzhela arina asel avril
    ayla aysel ayten beata beatrice becky beth betty bridget camilla carla carmen carol caroline catherine charlotte
    chloe christine cindy claire clara claudia condoleezza cristina daria darya debbie deborah diana diane dina
    donna dora dorothy ekaterina elaine elena elene eleonora elina elisabeth elizabeth ella elmira elsa elvira emily
    emine emma erika esther eva evelyn evgenia farida fatima fatma fiona frances galina gina giorgia giulia gloria
    grace greta gulnara halyna hanna hannah heather heidi helen helena helga hillary ilona ines inga ingrid inna
    ioana irene irina iryna isabel isabelle ivana jacinda jackie jana jane janet jean jeanne jennifer jenny jessica
    jill joan joanna jodie josephine joy joyce judith judy julia julie kaja kamala karen karin karine karolina
    katarina kate kateryna katherine kathleen katja katrin katya kelly kerstin khatia kira kristalina kristin
    kristina ksenia ksenya lara larisa larysa laura leila lena leonie lesia lesya leyla lidia lilia lina linda lisa
    liudmila liudmyla liz lora loretta louise lucia lucy ludmila ludmyla luisa lyudmila lyudmyla magda maggie maia
    maja malala manana margaret margarita maria mariam mariana marie mariia marina marine marion mariya marta martha
    mary maryam maryna matilda maya melania melanie mercedes michelle mila milena mira miriam molly monica monika
    nadezhda nadia nadiia nana nancy naomi nargiz natalia nataliia nataliya natalya natasha nia nicola nicole nigar
    nika nina nino nora oksana oleksandra olena olesya olga olha olivia paloma pamela patricia paula paulina penny
    petra polina rachel raisa ramona rebecca rebekah regina renata rita roberta robin rosa rosemary ruslana ruth
    sabina sabine salome samantha sandra sara sarah saule sevinj sheila sima simone snezana sofia sofiya sonia sonja
    sophia sophie stella stephanie susan susanne svetlana sviatlana svitlana sylvia tamar tamara tanja tanya tatiana
    tatyana teresa tetiana theresa tina tinatin uliana ulrike ulviyya ursula valentina valeria vera veronica
    veronika victoria viktoria viktoriia viola violeta vita wendy xenia yana yaroslava yekaterina yelena yevgenia
    yevheniia yulia yuliia zakia zarina zeynep zhanna zinaida zoya zsuzsa"""
)
MEN = word_set(
    """
    aaron abbas abdul abdullah abraham adam ahmad ahmed akmal alan albert alejandro aleksandar aleksander aleksandr
    aleksei aleksey alex alexander alexandr alexandre alexei alexey alfred ali alisher almaz alois amir anatol
    anatoliy anatoly anders andre andreas andrei andrej andres andrew andrey andrii andriy andrzej anthony antoine
    anton antonio antony arkady armen arnold arsen arseniy artem arthur artur artyom askar ayaz aziz barack bashar
    ben benjamin bernard bernd bernie bill bob bogdan bohdan boris brad brandon brett brian bruce bruno burak carl
    carlos charles charlie chris christian christoph christopher chuck claude colin craig dale damir dan daniel
    danilo danylo darren dave david davit dean denis dennis denys didier dieter dimitri dmitri dmitrii dmitriy
    dmitry dmytro donald doug douglas dylan eduard edward elchin eldar elias elon emil emmanuel emomali eric erik
    ernst eugene evan evgenii evgeny fabio faisal farid fedir felix fernando filip florian francis francisco
    francois frank franz fred frederick friedrich fyodor gary gavin gennady geoff george georges georgi georgy
    gerald gerard gerhard gianni giga giorgi giovanni gleb glenn gordon graham greg gregory guido guillermo gunter
    gustav guy hamid hans harald harold harry hassan heinz helmut henri henry herbert hikmet holger howard hryhoriy
    hugh hugo hussein ian ibrahim igor ihor ilham ilia ilya imran irakli isaac ismail ivan ivo jacek jack jacob
    jacques jaime jake jakub james jamie jan janez jaroslaw jason javier jean-claude jean-luc jean-marc jean-yves
    jeff jeffrey jens jeremy jerome jerry jim jimmy joachim joe joel johan johannes john johnny jon jonathan jorge
    jose josef josep joseph joshua juan julian julius jurgen justin kai karl kaspar keith ken kenneth kevin khaled
    kirill klaus konrad konstantin kostiantyn kurt kyle kyrylo larry lars laszlo lawrence lech lee leo leon leonard
    leonid leopold lester levan lindsey lloyd louis luc lucas luis luiz lukas maciej magnus mahmoud maksim maksym
    manuel marat marc marcel marcin marco marcus marek mario mark marko markus martin mateusz matt matteo matthew
    matthias maurice max maxim mehmet menno michael michal michel miguel mikael mike mikhail mikheil miklos milan
    milos mitch mohamed mohammad mohammed murad mustafa mykhailo mykola nathan nazar ned neil nicholas nick nicolas
    nigel nikita niko nikol nikola nikolai nikolaj nikolay norbert nurlan olaf oleg oleh oleksandr oleksii oleksiy
    oliver omar orkhan oscar otto pablo pascal patrick paul pavel pavlo pawel pedro per peter petr petro phil philip
    philippe pierre pieter piotr rafael rafal rainer ralf ralph ramazan ramil ramzan randy rashid raul raymond recep
    rene rex reza ricardo richard rick rishi rob robert roberto rodion roger roland rolf roman ron ronald rory ross
    roy ruslan russell rustam ryan said salman sam samir samuel sandro scott sean sebastian sergei sergey sergii
    sergio serhii serhiy seymon shamil shavkat simon slavomir spiros stanislav stanislaw stefan stephen steve steven
    stewart stuart sven taras tariq ted terry thierry thomas tigran tim timothy timur tobias todd tom tomas tomasz
    tony toomas trevor tucker tymofiy ulf umar urmas vadim vadym vagif vakhtang valdis valentin valentyn valeri
    valerii valery vasil vasily vasyl victor viktor vincent vitalii vitaliy vitaly vlad vladimir vladislav vladyslav
    volodymyr vsevolod vyacheslav waldemar walter warren wayne werner will william witold wladimir wolfgang
    wolodymyr xavier yaroslav yegor yevgeni yevgeny yevhen yiannis yoshihide yuri yuriy yury zaur zbigniew zoran
    zurab"""
)
