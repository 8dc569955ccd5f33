package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hibernate ORM as it is, over the driver; it finds its PostgreSQL dialect by what the driver says. */
class JdbcHibernateTest {
    @TempDir
    static Path folder;

    private static JdbcNode node;
    private static SessionFactory factory;

    /** Whether a ship sails. */
    public enum State {
        SAILING,
        LAID_UP
    }

    /** Keys from an identity column. */
    @Entity(name = "Owner")
    public static class Owner {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(nullable = false, unique = true, length = 80)
        String name;

        @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Ship> ships = new ArrayList<>();

        /** Loads an owner that is not there yet. */
        public String name() {
            return name;
        }
    }

    /** Keys from a sequence. */
    @Entity(name = "Ship")
    public static class Ship {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        @Version
        int version;

        String name;
        UUID number;
        BigDecimal tons;
        LocalDate launched;
        Instant seen;
        boolean steel;
        double length;

        @Enumerated(EnumType.STRING)
        State state;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        Owner owner;

        @ManyToMany
        Set<Harbour> harbours = new HashSet<>();
    }

    /** A key that is given. */
    @Entity(name = "Harbour")
    public static class Harbour {
        @Id
        String code;
    }

    @BeforeAll
    static void start() throws Exception {
        node = JdbcNode.start(folder);
        factory = new Configuration()
                .addAnnotatedClass(Owner.class)
                .addAnnotatedClass(Ship.class)
                .addAnnotatedClass(Harbour.class)
                .setProperty("hibernate.connection.url", node.url())
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.jdbc.batch_size", "10")
                .buildSessionFactory();
    }

    @AfterAll
    static void stop() {
        if (factory != null) {
            factory.close();
        }
        node.close();
    }

    private static Ship ship(String name, Owner owner) {
        Ship ship = new Ship();
        ship.name = name;
        ship.number = new UUID(1, name.hashCode());
        ship.tons = new BigDecimal("1234.50");
        ship.launched = LocalDate.of(1920, 5, 6);
        ship.seen = Instant.parse("2026-11-21T10:11:12.5Z");
        ship.steel = true;
        ship.length = 63.5;
        ship.state = State.SAILING;
        ship.owner = owner;
        owner.ships.add(ship);
        return ship;
    }

    @Test
    void entitiesRelationsAndQueriesWork() {
        Long id = factory.fromTransaction(session -> {
            Harbour harbour = new Harbour();
            harbour.code = "KIEL";
            session.persist(harbour);
            Owner owner = new Owner();
            owner.name = "Laeisz";
            ship("Pamir", owner).harbours.add(harbour);
            ship("Passat", owner);
            session.persist(owner);
            return owner.id;
        });
        assertThat(id).isNotNull();
        factory.inTransaction(session -> {
            Ship pamir = session.createSelectionQuery("from Ship where name = :name", Ship.class)
                    .setParameter("name", "Pamir")
                    .getSingleResult();
            assertThat(pamir.tons).isEqualByComparingTo("1234.5");
            assertThat(pamir.launched).isEqualTo(LocalDate.of(1920, 5, 6));
            assertThat(pamir.seen).isEqualTo(Instant.parse("2026-11-21T10:11:12.5Z"));
            assertThat(pamir.state).isEqualTo(State.SAILING);
            assertThat(pamir.number).isEqualTo(new UUID(1, "Pamir".hashCode()));
            assertThat(pamir.owner.name()).isEqualTo("Laeisz");
            assertThat(pamir.harbours).extracting(each -> each.code).containsExactly("KIEL");
            pamir.state = State.LAID_UP;
        });
        factory.inSession(session -> {
            assertThat(session.createSelectionQuery(
                                    "select o.name, count(s), max(s.length) from Owner o join o.ships s"
                                            + " where s.state = :state and o.id = :id group by o.name",
                                    Object[].class)
                            .setParameter("state", State.SAILING)
                            .setParameter("id", id)
                            .getSingleResult())
                    .containsExactly("Laeisz", 1L, 63.5);
            assertThat(session.createSelectionQuery(
                                    "select s.name from Ship s where upper(s.name) like 'PA%' order by s.name",
                                    String.class)
                            .setMaxResults(1)
                            .setFirstResult(1)
                            .getResultList())
                    .containsExactly("Passat");
        });
        factory.inTransaction(session -> {
            Owner owner = session.find(Owner.class, id);
            owner.ships.removeIf(each -> each.name.equals("Passat"));
        });
        assertThat(ships(id)).isEqualTo(1);
        int changed = factory.fromTransaction(
                session -> session.createMutationQuery("update Ship set tons = tons * 2 where owner.id = :id")
                        .setParameter("id", id)
                        .executeUpdate());
        assertThat(changed).isEqualTo(1);
    }

    private static long ships(Long owner) {
        return factory.fromSession(
                session -> session.createSelectionQuery("select count(*) from Ship where owner.id = :owner", Long.class)
                        .setParameter("owner", owner)
                        .getSingleResult());
    }

    @Test
    void brokenRulesAreConstraintViolations() {
        factory.inTransaction(session -> persist(session, "once"));
        assertThatThrownBy(() -> factory.inTransaction(session -> persist(session, "once")))
                .isInstanceOf(ConstraintViolationException.class);
    }

    private static void persist(org.hibernate.Session session, String name) {
        Owner owner = new Owner();
        owner.name = name;
        session.persist(owner);
        session.flush();
    }

    @Test
    void staleVersionsAreNoticed() {
        Ship made = factory.fromTransaction(session -> {
            Owner owner = new Owner();
            owner.name = "Versions";
            Ship ship = ship("Preussen", owner);
            session.persist(owner);
            return ship;
        });
        factory.inTransaction(session -> session.find(Ship.class, made.id).name = "changed");
        made.name = "stale";
        assertThatThrownBy(() -> factory.inTransaction(session -> session.merge(made)))
                .isInstanceOf(OptimisticLockException.class);
    }
}
